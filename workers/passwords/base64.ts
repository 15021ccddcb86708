/** Standard base64 as hash texts want it: without padding. */
export function encodeBase64(bytes: Uint8Array): string {
  return encodePadded(bytes).replace(/=+$/, "");
}

export function encodePadded(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** Null unless it is the one canonical spelling. */
export function decodeBase64(text: string): Uint8Array | null {
  return decode(text, encodeBase64);
}

export function decodePadded(text: string): Uint8Array | null {
  return decode(text, encodePadded);
}

function decode(text: string, encode: (bytes: Uint8Array) => string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.replace(/=+$/, "").length % 4 === 1) return null;
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = binary.charCodeAt(index);
  return encode(bytes) === text ? bytes : null;
}
