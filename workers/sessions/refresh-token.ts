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

/** A token of a chain by what is stored of it. */
export interface Link {
  sessionId: string;
  generation: number;
  digest: string;
}

/** A token that follows another, as it is stored and as it is given out. */
export interface Successor {
  digest: string;
  text: string;
}

export function createRefreshTokens(keyring: Keyring) {
  function bodyOf({ sessionId, generation, secret }: RefreshToken): Uint8Array<ArrayBuffer> {
    const id = decodeBase64Url(sessionId.slice(prefixOf("session").length));
    if (!id) throw new Error("a session id is base64url");
    const counter = new Uint8Array(GENERATION_BYTES);
    new DataView(counter.buffer).setUint32(0, generation);
    return concat(id, counter, secret);
  }

  async function format(token: RefreshToken, { mac }: Pick<Keyring, "mac"> = keyring): Promise<string> {
    const body = bodyOf(token);
    return (
      REFRESH_PREFIX + encodeBase64Url(concat(body, (await mac("refresh-mac", body)).subarray(0, MAC_BYTES)))
    );
  }

  return {
    format: (token: RefreshToken) => format(token),

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
     * no successor is ever stored in clear and nobody waits for whoever came first. Derived from the digest, so that an act
     * of the user can give it out too without having seen the token. After the secret was changed, what follows under the
     * previous one comes second: it may have been given out a moment ago.
     */
    async successors({ sessionId, generation, digest: of }: Link): Promise<Successor[]> {
      const next = generation + 1;
      return Promise.all(
        keyring.generations.map(async (keys) => {
          const secret = await keys.mac("refresh-next", utf8(`${of}.${sessionId}.${next}`));
          const token = { sessionId, generation: next, secret };
          return { digest: await digest(token), text: await format(token, keys) };
        }),
      );
    },

    digest,
  };
}

/** What is stored: a 256-bit secret needs no slow hash. */
async function digest(token: RefreshToken): Promise<string> {
  return encodeBase64Url(await sha256(token.secret));
}

export type RefreshTokens = ReturnType<typeof createRefreshTokens>;
