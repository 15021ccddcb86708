/** Whoever comes without an address, or with something else in its place, shares one bucket (LCK-7). */
const UNKNOWN = "unknown";

/**
 * The address a request came from, in its one canonical spelling, or null. Only the platform writes CF-Connecting-IP;
 * every other header that names an address is the client's own invention.
 */
export function clientAddress(headers: Headers): string | null {
  const text = headers.get("cf-connecting-ip")?.trim() ?? "";
  if (isIpv4(text)) return text;
  const groups = ipv6Groups(text);
  return groups && (mappedIpv4(groups) ?? compressed(groups));
}

/**
 * What limits count a client by: the address itself, for IPv6 its /64, because that is what one subscriber gets and
 * wanders about in.
 */
export function clientKey(headers: Headers): string {
  const address = clientAddress(headers);
  if (address === null) return UNKNOWN;
  const groups = ipv6Groups(address);
  return groups ? `${groups.slice(0, 4).map(hex).join(":")}::/64` : address;
}

/** No leading zeros: some readers take them for octal, and then one text is two addresses. */
function isIpv4(text: string): boolean {
  return (
    /^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$/.test(text) && text.split(".").every((n) => Number(n) < 256)
  );
}

/** The eight numbers of an IPv6 address however it is spelled, its zone left out, or null. */
function ipv6Groups(text: string): number[] | null {
  const [, address = ""] = /^([0-9a-f:.]{2,45})(?:%[\w.~-]+)?$/i.exec(text) ?? [];
  if (!address.includes(":")) return null;
  const [head = "", tail, ...more] = address.split("::");
  if (more.length > 0) return null;
  const front = numbers(head, tail === undefined);
  const back = tail === undefined ? [] : numbers(tail, true);
  if (!front || !back) return null;
  const missing = 8 - front.length - back.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  return [...front, ...Array<number>(missing).fill(0), ...back];
}

function numbers(text: string, isEnd: boolean): number[] | null {
  if (text === "") return [];
  const groups = text.split(":").flatMap((group, index, all) => {
    if (isEnd && index === all.length - 1 && isIpv4(group)) {
      const [a = 0, b = 0, c = 0, d = 0] = group.split(".").map(Number);
      return [a * 256 + b, c * 256 + d];
    }
    return [/^[0-9a-f]{1,4}$/i.test(group) ? Number.parseInt(group, 16) : Number.NaN];
  });
  return groups.some(Number.isNaN) ? null : groups;
}

/** `::ffff:0:0/96` is IPv4 in another coat. */
function mappedIpv4(groups: number[]): string | null {
  const [high = 0, low = 0] = groups.slice(6);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  return isMapped ? [high >> 8, high & 255, low >> 8, low & 255].join(".") : null;
}

/** RFC 5952: lower case, no leading zeros, the longest run of two or more zero groups (the first of equals) as `::`. */
function compressed(groups: number[]): string {
  let [start, length] = [0, 1];
  for (let from = 0; from < 8; from++) {
    let to = from;
    while (to < 8 && groups[to] === 0) to++;
    if (to - from > length) [start, length] = [from, to - from];
  }
  const text = groups.map(hex);
  if (length < 2) return text.join(":");
  return `${text.slice(0, start).join(":")}::${text.slice(start + length).join(":")}`;
}

function hex(group: number): string {
  return group.toString(16);
}
