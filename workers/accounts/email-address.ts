import { z } from "@hono/zod-openapi";
import { EMAIL_LOCAL_MAX_LENGTH, EMAIL_MAX_LENGTH } from "../shared/limits.ts";
import { fieldIssue } from "../shared/text.ts";

/**
 * One spelling per mailbox: ASCII lower case, the domain in punycode. Null for what is no address here: quoted or
 * non-ASCII local parts, dotless domains, IP literals, and anything that Unicode normalisation would change, so that no
 * look-alike (full-width ＠, Kelvin K, dotless ı) becomes another person's address (CVE-2019-19844).
 */
export function normalizeEmail(text: string): string | null {
  if (text.length > EMAIL_MAX_LENGTH || text !== text.normalize("NFKC")) return null;
  const at = text.indexOf("@");
  const local = text.slice(0, at).replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  if (at < 1 || local.length > EMAIL_LOCAL_MAX_LENGTH || !isLocalPart(local)) return null;
  const domain = normalizeDomain(text.slice(at + 1));
  if (domain === null) return null;
  const address = `${local}@${domain}`;
  return address.length <= EMAIL_MAX_LENGTH ? address : null;
}

export const EmailAddress = z
  .string()
  .transform((text, context) => {
    const address = normalizeEmail(text);
    if (address !== null) return address;
    context.addIssue(fieldIssue("invalid_email", "must be an e-mail address"));
    return z.NEVER;
  })
  .openapi({ type: "string", format: "email", maxLength: EMAIL_MAX_LENGTH, example: "ada@example.com" });

/** `n•••@example.com`, for mail that others may read over a shoulder. Always three dots: the length tells too. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf("@");
  return `${address.slice(0, 1)}•••${address.slice(at)}`;
}

/** RFC 5321's dot-string without `%`, which old relays read as a second route. */
function isLocalPart(text: string): boolean {
  return /^[a-z0-9!#$&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$&'*+/=?^_`{|}~-]+)*$/.test(text);
}

function normalizeDomain(text: string): string | null {
  // Only what may stand in a host name reaches the URL parser: it would read a port, a path or a user out of more.
  if (!/^[\p{L}\p{N}\p{M}.-]+$/u.test(text) || !URL.canParse(`http://${text}`)) return null;
  const host = new URL(`http://${text}`).hostname;
  const labels = host.split(".");
  const top = labels.at(-1) ?? "";
  const isHostName =
    labels.length > 1 && labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
  return isHostName && /[a-z]/.test(top) ? host : null;
}
