import { concat, decodeBase64Url, encodeBase64Url, sha256, utf8 } from "../shared/crypto.ts";
import { ID_BYTES, idOf, prefixOf } from "../shared/ids.ts";
import type { Keyring } from "../shared/keyring.ts";

/**
 * `gkr_` + base64url(session id, 16 bytes | generation, 4 | secret, 32 | MAC, 16).
 * The MAC tells a genuine token, however old, from a guess without asking the database: garbage costs nothing, and nobody
 * ends a session by knowing its id.
 */
export const REFRESH_PREFIX = "gkr_";
const SECRET_BYTES = 32;
const MAC_BYTES = 16;
const GENERATION_BYTES = 4;
const BODY_BYTES = ID_BYTES + GENERATION_BYTES + SECRET_BYTES;

export interface RefreshToken {
  sessionId: string;
  generation: number;
  secret: Uint8Array<ArrayBuffer>;
}

export function createRefreshTokens(keyring: Keyring) {
  function bodyOf({ sessionId, generation, secret }: RefreshToken): Uint8Array<ArrayBuffer> {
    const id = decodeBase64Url(sessionId.slice(prefixOf("session").length));
    if (!id) throw new Error("a session id is base64url");
    const counter = new Uint8Array(GENERATION_BYTES);
    new DataView(counter.buffer).setUint32(0, generation);
    return concat(id, counter, secret);
  }

  return {
    async format(token: RefreshToken): Promise<string> {
      const body = bodyOf(token);
      const mac = await keyring.mac("refresh-mac", body);
      return REFRESH_PREFIX + encodeBase64Url(concat(body, mac.subarray(0, MAC_BYTES)));
    },

    /** Null for everything that this service never issued. */
    async parse(text: string): Promise<RefreshToken | null> {
      if (!text.startsWith(REFRESH_PREFIX) || text.length > 128) return null;
      const bytes = decodeBase64Url(text.slice(REFRESH_PREFIX.length));
      if (!bytes || bytes.length !== BODY_BYTES + MAC_BYTES) return null;
      const body = bytes.slice(0, BODY_BYTES);
      if (!(await keyring.verify("refresh-mac", bytes.slice(BODY_BYTES), body))) return null;
      return {
        sessionId: idOf("session", body.slice(0, ID_BYTES)),
        generation: new DataView(body.buffer).getUint32(ID_BYTES),
        secret: body.slice(ID_BYTES + GENERATION_BYTES),
      };
    },

    /**
     * The one token that follows this one. Derived, not drawn: a second tab or a retry computes the very same answer, so
     * no successor is ever stored in clear and nobody waits for whoever came first.
     */
    async successor(token: RefreshToken): Promise<RefreshToken> {
      const generation = token.generation + 1;
      const secret = await keyring.mac(
        "refresh-next",
        token.secret,
        utf8(`${token.sessionId}.${generation}`),
      );
      return { sessionId: token.sessionId, generation, secret };
    },

    /** What is stored: a 256-bit secret needs no slow hash. */
    async digest(token: RefreshToken): Promise<string> {
      return encodeBase64Url(await sha256(token.secret));
    },
  };
}

export type RefreshTokens = ReturnType<typeof createRefreshTokens>;
