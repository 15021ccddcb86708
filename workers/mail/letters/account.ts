import type { Block, Content, Fact, Product } from "../content.ts";
import { foreignWords, ipWords, plainLine } from "../foreign-words.ts";
import type { LetterOf } from "../letter.ts";
import type { Words } from "../words/words.ts";

export function newDevice(
  letter: LetterOf<"new_device">,
  { appName }: Product,
  { account, time }: Words,
): Content {
  const { subject, preheader, heading, ...words } = account.newDevice;
  const { labels } = account.device;
  const ip = factOf(labels.ip, ipWords(letter.ip ?? ""));
  const rough: Block[] = letter.place === null ? [] : [{ kind: "note", text: words.placeIsRough }];
  return {
    subject: subject(appName),
    preheader,
    heading,
    blocks: [
      { kind: "paragraph", text: words.intro(appName) },
      {
        kind: "facts",
        facts: [
          ...whereabouts(letter, account.device),
          ...ip,
          { label: labels.time, value: time.date(letter.at) },
        ],
      },
      { kind: "paragraph", text: words.you },
      { kind: "paragraph", text: words.notYou },
      { kind: "button", label: words.button, url: letter.link },
      ...rough,
    ],
    reason: "account",
  };
}

export function sessionRevoked(
  letter: LetterOf<"session_revoked">,
  { appName }: Product,
  { account, time }: Words,
): Content {
  const { subject, preheader, heading, ...words } = account.sessionRevoked;
  const at = { label: account.device.labels.time, value: time.date(letter.at) };
  return {
    subject: subject(appName),
    preheader,
    heading,
    blocks: [
      { kind: "paragraph", text: words.intro(appName) },
      { kind: "facts", facts: [...whereabouts(letter, account.device), at] },
      { kind: "paragraph", text: words.advice },
      { kind: "button", label: words.choose, url: letter.resetUrl },
    ],
    reason: "account",
  };
}

export function phoneChanged(
  letter: LetterOf<"phone_changed">,
  { appName }: Product,
  { account }: Words,
): Content {
  const { phone, phoneChanged, phoneRemoved } = account;
  const { maskedPhone } = letter;
  const { subject, heading } = maskedPhone === null ? phoneRemoved : phoneChanged;
  const intro =
    maskedPhone === null ? phoneRemoved.intro(appName) : phoneChanged.intro(appName, plainLine(maskedPhone));
  return {
    subject: subject(appName),
    preheader: phone.preheader,
    heading,
    blocks: [
      { kind: "paragraph", text: intro },
      { kind: "paragraph", text: phone.notYou },
      { kind: "button", label: phone.choose, url: letter.resetUrl },
    ],
    reason: "account",
  };
}

export function deletionScheduled(
  letter: LetterOf<"deletion_scheduled">,
  { appName }: Product,
  { account, time }: Words,
): Content {
  const { subject, preheader, heading, ...words } = account.deletionScheduled;
  return {
    subject: subject(appName),
    preheader,
    heading,
    blocks: [
      { kind: "paragraph", text: words.intro(appName, time.date(letter.purgeAt)) },
      { kind: "paragraph", text: words.keep },
      { kind: "button", label: words.button, url: letter.signInUrl },
      { kind: "note", text: words.notYou },
    ],
    reason: "account",
  };
}

type Whereabouts = Pick<LetterOf<"session_revoked">, "device" | "browser" | "os" | "place">;

function whereabouts(
  letter: Whereabouts,
  { labels, unknown, browserOn }: Words["account"]["device"],
): Fact[] {
  const [browser, os] = [foreignWords(letter.browser ?? ""), foreignWords(letter.os ?? "")];
  const own = letter.browser === undefined ? foreignWords(letter.device) : "";
  const known = browser && os ? browserOn(browser, os) : browser || os || own;
  return [
    { label: labels.device, value: known || unknown },
    ...factOf(labels.place, foreignWords(letter.place ?? "")),
  ];
}

function factOf(label: string, value: string): Fact[] {
  return value === "" ? [] : [{ label, value }];
}
