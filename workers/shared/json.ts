import { AppError } from "./errors.ts";
import { BODY_MAX_BYTES, JSON_MAX_DEPTH } from "./limits.ts";

export type JsonObject = Record<string, unknown>;

/**
 * One JSON object in strict UTF-8, or null: arrays, numbers, broken text, a byte order mark, more than JSON_MAX_DEPTH
 * levels and repeated keys are refused. JSON.parse silently keeps the last of two equal keys, so that two readers of one
 * body could see two different values (RFC 8259 section 4).
 */
export function parseJsonObject(bytes: Uint8Array): JsonObject | null {
  let value: unknown;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const structure = text.replace(STRINGS, "");
  const isSound = depth(structure) <= JSON_MAX_DEPTH && countKeys(value) === countColons(structure);
  return isSound ? (value as JsonObject) : null;
}

/** Every string of a text that is known to be JSON, so that each one ends. */
const STRINGS = /"(?:[^"\\]|\\.)*"/gs;

/** Each member has one colon outside of strings: more colons than keys means that a key came twice. */
function countColons(structure: string): number {
  return structure.split(":").length - 1;
}

function depth(structure: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of structure) {
    if (character === "{" || character === "[") depth += 1;
    if (character === "}" || character === "]") depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function countKeys(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const members = Object.values(value);
  const own = Array.isArray(value) ? 0 : members.length;
  return members.reduce<number>((sum, member) => sum + countKeys(member), own);
}

/** The whole body, or null when it is longer than BODY_MAX_BYTES, whatever Content-Length says. Throws `invalid_json`. */
export async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer> | null> {
  if (request.body === null) return new Uint8Array();
  if (Number(request.headers.get("content-length") ?? 0) > BODY_MAX_BYTES) {
    await request.body.cancel();
    return null;
  }
  const reader = request.body.getReader();
  const body = new Uint8Array(BODY_MAX_BYTES);
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new AppError("invalid_json", { reason: "the body broke off", cause });
    });
    if (done) return body.slice(0, length);
    if (length + value.length > BODY_MAX_BYTES) {
      await reader.cancel();
      return null;
    }
    body.set(value, length);
    length += value.length;
  }
}
