import { base64url } from "jose";

const encoder = new TextEncoder();

export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text) as Uint8Array<ArrayBuffer>;
}

export function encodeBase64Url(bytes: Uint8Array): string {
  return base64url.encode(bytes);
}

/** Null unless `text` is the one canonical spelling: base64url is malleable in its last bits. */
export function decodeBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return null;
  try {
    const bytes = base64url.decode(text) as Uint8Array<ArrayBuffer>;
    return encodeBase64Url(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

export function concat(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** In constant time for equal lengths; lengths are never secret here. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
}

/** Compares secrets of any length in constant time, by their digests. */
export async function equalSecrets(a: string, b: string): Promise<boolean> {
  const [x, y] = await Promise.all([sha256(utf8(a)), sha256(utf8(b))]);
  return equalBytes(x, y);
}

/** A uniform number of `digits` digits, leading zeros kept: rejection sampling, no modulo bias (ASVS 6.5.3). */
export function randomDigits(digits: number): string {
  const bound = 10 ** digits;
  const limit = Math.floor(2 ** 32 / bound) * bound;
  for (;;) {
    const [value = limit] = crypto.getRandomValues(new Uint32Array(1));
    if (value < limit) return String(value % bound).padStart(digits, "0");
  }
}
