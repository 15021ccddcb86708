import type { Content, Fact, Product } from "./content.ts";
import { dateWords } from "./date-words.ts";
import { foreignWords, ipWords, plainLine } from "./foreign-words.ts";
import type { LetterOf } from "./letter.ts";

const PLACE_IS_ROUGH = {
  kind: "note",
  text: "The place is worked out from the network and may be some way off.",
} as const;

export function newDevice(letter: LetterOf<"new_device">, { appName }: Product): Content {
  const { device, place, ip, at } = letter;
  return {
    subject: `New sign-in to your ${appName} account`,
    preheader: "If it wasn't you, end that session with the link in this mail.",
    heading: "New sign-in to your account",
    blocks: [
      {
        kind: "paragraph",
        text: `Somebody signed in to your ${appName} account on a device that we haven't seen with it before:`,
      },
      {
        kind: "facts",
        facts: [...whereabouts(device, place), ...factOf("IP address", ipWords(ip ?? "")), timeOf(at)],
      },
      { kind: "paragraph", text: "If it was you, there is nothing to do." },
      {
        kind: "paragraph",
        text: "If it wasn't you, tell us. That device is signed out, and we send you a link to choose a new password.",
      },
      { kind: "button", label: "This wasn't me", url: letter.link },
      ...(place === null ? [] : [PLACE_IS_ROUGH]),
    ],
    reason: "account",
  };
}

export function sessionRevoked(letter: LetterOf<"session_revoked">, { appName }: Product): Content {
  const { device, place, at } = letter;
  return {
    subject: `We signed you out of ${appName} on one device`,
    preheader: "Somebody may have copied what kept you signed in there.",
    heading: "We signed you out on one device",
    blocks: [
      {
        kind: "paragraph",
        text:
          `What kept this device signed in to your ${appName} account was used a second time. ` +
          "Somebody may have copied it, so we signed the device out:",
      },
      { kind: "facts", facts: [...whereabouts(device, place), timeOf(at)] },
      {
        kind: "paragraph",
        text:
          "You can sign in there again. If you don't know the device, or this happens again, " +
          "choose a new password. That signs everybody out.",
      },
      { kind: "button", label: "Choose a new password", url: letter.resetUrl },
    ],
    reason: "account",
  };
}

export function phoneChanged(letter: LetterOf<"phone_changed">, { appName }: Product): Content {
  const { maskedPhone, resetUrl } = letter;
  const change = maskedPhone === null ? "removed" : "changed";
  const now = maskedPhone === null ? "was removed" : `is now ${plainLine(maskedPhone)}`;
  return {
    subject: `Your phone number for ${appName} was ${change}`,
    preheader: "If it wasn't you, choose a new password at once.",
    heading: `Your phone number was ${change}`,
    blocks: [
      {
        kind: "paragraph",
        text: `The phone number of your ${appName} account ${now}. If it was you, there is nothing to do.`,
      },
      {
        kind: "paragraph",
        text:
          "If it wasn't you, choose a new password at once. That signs everybody out. " +
          "Then sign in and look at your phone number.",
      },
      { kind: "button", label: "Choose a new password", url: resetUrl },
    ],
    reason: "account",
  };
}

export function deletionScheduled(letter: LetterOf<"deletion_scheduled">, { appName }: Product): Content {
  const when = dateWords(letter.purgeAt);
  return {
    subject: `Your ${appName} account will be deleted`,
    preheader: "You can still keep it: sign in before then.",
    heading: "Your account will be deleted",
    blocks: [
      {
        kind: "paragraph",
        text:
          `As you asked, your ${appName} account is closed and signed out everywhere. ` +
          `On ${when} it is deleted for good, with all that we have stored about you.`,
      },
      { kind: "paragraph", text: "If you change your mind, or didn't ask for this, sign in before then:" },
      { kind: "button", label: "Sign in and keep my account", url: letter.signInUrl },
      {
        kind: "note",
        text: "If it wasn't you who asked, choose a new password as well: somebody else can get in.",
      },
    ],
    reason: "account",
  };
}

function whereabouts(device: string, place: string | null): Fact[] {
  const known = foreignWords(device) || "Unknown device";
  return [{ label: "Device", value: known }, ...factOf("Place", foreignWords(place ?? ""))];
}

function factOf(label: string, value: string): Fact[] {
  return value === "" ? [] : [{ label, value }];
}

function timeOf(at: string): Fact {
  return { label: "Time", value: dateWords(at) };
}
