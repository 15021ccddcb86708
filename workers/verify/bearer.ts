/** The token of an `Authorization` header (RFC 6750 section 2.1); null for none, another scheme, or what isn't one token. */
export function bearerToken(authorization: string | null | undefined): string | null {
  return /^bearer +([\w.~+/-]+=*)$/i.exec(authorization ?? "")?.[1] ?? null;
}
