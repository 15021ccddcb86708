/**
 * The value of the cookie with exactly this name; null when it is missing or came twice: which of two is meant, nobody
 * can say (a sibling host may have planted one). Only space and tab are white space here: names smuggled in behind other
 * blanks are other names.
 */
export function readCookie(headers: Headers, name: string): string | null {
  const values = cookiesNamed(headers, name);
  return values.length === 1 ? (values[0] ?? null) : null;
}

export function hasCookie(headers: Headers, name: string): boolean {
  return cookiesNamed(headers, name).length > 0;
}

function cookiesNamed(headers: Headers, name: string): string[] {
  return (headers.get("cookie") ?? "").split(";").flatMap((part) => {
    const pair = part.replace(/^[ \t]+|[ \t]+$/g, "");
    return pair.startsWith(`${name}=`) ? [pair.slice(name.length + 1)] : [];
  });
}
