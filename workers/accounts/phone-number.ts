import { z } from "@hono/zod-openapi";
import parsePhoneNumber from "libphonenumber-js/core/es6";
import { PHONE_MAX_LENGTH } from "../shared/limits.ts";
import { fieldIssue } from "../shared/text.ts";
import data from "./phone-metadata.js";

/** Between digits, as people and their address books write them; `\p{Pd}` is any hyphen or dash. */
const SEPARATORS = /[ .()\p{Pd}\u2212]/gu;

/**
 * One spelling per number: E.164, such as `+81312345678`. Null for what is no number here: no country code, an extension,
 * letters, a number that can't exist in its country, one of no country (satellite, +800), and one that costs its caller
 * extra: an SMS to such a number pays whoever rents it. Full-width digits and the invisible marks that come along when a
 * number is copied are folded away: unlike letters, digits that look the same are the same.
 */
export function normalizePhone(text: string): string | null {
  if (text.length > PHONE_MAX_LENGTH) return null;
  const digits = text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .trim()
    .replace(SEPARATORS, "");
  if (!/^\+[1-9]\d+$/.test(digits)) return null;
  const number = parsePhoneNumber(digits, data.metadata);
  if (number?.country === undefined || !number.isValid()) return null;
  return isCostly(number.country, number.nationalNumber) ? null : number.number;
}

export const PhoneNumber = z
  .string()
  .transform((text, context) => {
    const number = normalizePhone(text);
    if (number !== null) return number;
    context.addIssue(
      fieldIssue("invalid_phone", "must be a phone number with its country code, such as +81 3 1234 5678"),
    );
    return z.NEVER;
  })
  .openapi({ type: "string", maxLength: PHONE_MAX_LENGTH, example: "+81 3 1234 5678" });

/** `+81 •••• ••78`, of a number that `normalizePhone` gave. Always so many dots. */
export function maskPhone(number: string): string {
  const callingCode = parsePhoneNumber(number, data.metadata)?.countryCallingCode ?? "";
  return `+${callingCode} •••• ••${number.slice(-2)}`;
}

function isCostly(country: string, nationalNumber: string): boolean {
  const pattern = data.costly[country];
  return pattern !== undefined && new RegExp(`^(?:${pattern})$`).test(nationalNumber);
}
