import { utf8 } from "../shared/crypto.ts";
import { BREACH_API_TIMEOUT_MS } from "../shared/limits.ts";
import type { CommonPasswords } from "./common-passwords.ts";

const RANGE_API = "https://api.pwnedpasswords.com/range/";
/** The API is asked for all digests that share these many hex digits, and so never learns which one was meant. */
const RANGE_DIGITS = 5;

export interface BreachCheckOptions {
  common: CommonPasswords;
  /** `hibp` asks Have I Been Pwned too, about what is not on the list. */
  source: "list" | "hibp";
  fetch: (address: string, init: RequestInit) => Promise<Response>;
}

export type IsBreached = (password: string) => Promise<boolean>;

export function createBreachCheck({ common, source, fetch }: BreachCheckOptions): IsBreached {
  async function isInRange(password: string): Promise<boolean> {
    const digest = await sha1Hex(password);
    const response = await fetch(RANGE_API + digest.slice(0, RANGE_DIGITS), {
      // Without it the size of the answer tells a listener which range it was.
      headers: { "Add-Padding": "true" },
      redirect: "manual",
      signal: AbortSignal.timeout(BREACH_API_TIMEOUT_MS),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      return false;
    }
    return lists(await response.text(), digest.slice(RANGE_DIGITS));
  }

  return async (password) => {
    if (await common.has(password)) return true;
    if (source === "list") return false;
    try {
      return await isInRange(password);
    } catch {
      // Silent or down: nobody is kept from signing up by it, and the list has decided.
      return false;
    }
  };
}

/** Lines are `SUFFIX:COUNT`; those with a count of 0 are padding. */
function lists(range: string, suffix: string): boolean {
  const line = range.split(/\r?\n/).find((each) => each.toUpperCase().startsWith(`${suffix}:`));
  return line !== undefined && Number(line.slice(suffix.length + 1)) > 0;
}

async function sha1Hex(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-1", utf8(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .toUpperCase();
}
