export function clientAddress(headers: Headers): string | null {
  return headers.get("cf-connecting-ip");
}
export function clientKey(headers: Headers): string {
  return clientAddress(headers) ?? "unknown";
}
