import { z } from "zod";
import { fieldIssue } from "../../workers/shared/text.ts";

const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;
const HEX = /^([0-9a-f]{2})*$/i;

/** Bytes as a line spells them: base64 of either alphabet, `{"hex": …}`, or `{"text": …}` for what is itself text. */
export const Bytes = z
  .union([
    z.string(),
    z.strictObject({ base64: z.string() }),
    z.strictObject({ hex: z.string() }),
    z.strictObject({ text: z.string() }),
  ])
  .transform((value, context): Uint8Array => {
    const bytes = decode(typeof value === "string" ? { base64: value } : value);
    if (bytes !== null) return bytes;
    context.addIssue(fieldIssue("invalid_bytes", 'must be base64, {"hex": …} or {"text": …}'));
    return z.NEVER;
  });

function decode(value: { base64: string } | { hex: string } | { text: string }): Uint8Array | null {
  if ("text" in value) return new TextEncoder().encode(value.text);
  if ("hex" in value) return HEX.test(value.hex) ? new Uint8Array(Buffer.from(value.hex, "hex")) : null;
  const isBase64 = BASE64.test(value.base64) && value.base64.replace(/=+$/, "").length % 4 !== 1;
  return isBase64 ? new Uint8Array(Buffer.from(value.base64, "base64")) : null;
}
