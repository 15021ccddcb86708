import type { OneTimeRow, PendingSignUp } from "../db/tables.ts";
import { encodeBase64Url, utf8 } from "../shared/crypto.ts";
import { AppError } from "../shared/errors.ts";
import type { NewId } from "../shared/ids.ts";
import type { Keyring } from "../shared/keyring.ts";
import { CODE_ATTEMPTS } from "../shared/limits.ts";
import { after, type Now } from "../shared/time.ts";
import { type Codes, isCode } from "./code.ts";
import type { LinkTokens, Purpose } from "./link-token.ts";

/** Where links and codes are looked up. Using one up is a statement in the batch of what it is used for. */
export interface OneTimeStore {
  findByLink(purpose: Purpose, digest: string): Promise<OneTimeRow | null>;
  /**
   * Counts one try at the code, if it has tries left, before anybody looks at what was typed: a burst can't have more tries
   * than there are, and a used code is no oracle either. `row` is what is stored, whether or not the try was granted.
   */
  tryCode(
    purpose: Purpose,
    subject: string,
    maxAttempts: number,
  ): Promise<{ granted: boolean; row: OneTimeRow | null }>;
}

/** What was made: the row to store (replacing an older one), and what goes into the mail and nowhere else. */
export interface Issued {
  row: Omit<OneTimeRow, "usedBy" | "usedAt">;
  token: string;
  code: string;
}

/** Links and codes: 256 random bits, or six digits with five tries; once, for one purpose and one subject. */
export function createOneTime(options: {
  store: OneTimeStore;
  links: LinkTokens;
  codes: Codes;
  keyring: Keyring;
  linkTtlMs: number;
  codeTtlMs: number;
  now: Now;
  newId: NewId;
}) {
  const { store, links, codes, keyring, linkTtlMs, codeTtlMs, now, newId } = options;

  return {
    linkTtlMs,
    codeTtlMs,

    /** `client` is who asks for it, as limits count clients: only whether two are the same is kept. */
    async issue(
      purpose: Purpose,
      subject: string,
      client: string,
      signUp: PendingSignUp | null,
    ): Promise<Issued> {
      const binding = { id: newId("oneTime"), purpose, subject };
      const [link, code] = await Promise.all([links.make(purpose), codes.make(binding)]);
      const createdAt = now();
      return {
        row: {
          ...binding,
          linkDigest: link.digest,
          codeDigest: code.digest,
          attempts: 0,
          askedBy: encodeBase64Url(await keyring.mac("limit", utf8("asked-by"), utf8(client))),
          contested: 0,
          signUp,
          createdAt,
          expiresAt: after(createdAt, linkTtlMs),
          codeExpiresAt: after(createdAt, Math.min(codeTtlMs, linkTtlMs)),
        },
        token: link.token,
        code: code.code,
      };
    },

    /** The live request behind a link. Throws `invalid_token` for what we never made, `token_spent` for what is over. */
    async byLink(purpose: Purpose, token: string): Promise<OneTimeRow> {
      const digest = await links.read(purpose, token);
      if (digest === null) throw new AppError("invalid_token", { reason: "not a link of ours" });
      const row = await store.findByLink(purpose, digest);
      if (!row || row.usedBy !== null || row.expiresAt <= now()) {
        throw new AppError("token_spent", { reason: row ? "used or expired" : "replaced" });
      }
      return row;
    },

    /** The live request whose code this is; each call is a try. Throws `invalid_token`, or `token_spent` once it was used. */
    async byCode(purpose: Purpose, subject: string, code: string): Promise<OneTimeRow> {
      if (!isCode(code)) throw new AppError("invalid_token", { reason: "not a code" });
      const { granted, row } = await store.tryCode(purpose, subject, CODE_ATTEMPTS);
      const matches =
        row !== null && (await codes.matches({ id: row.id, purpose, subject }, code, row.codeDigest));
      if (!matches || !granted)
        throw new AppError("invalid_token", { reason: granted ? "wrong code" : "no tries left" });
      if (row.usedBy !== null) throw new AppError("token_spent", { reason: "the code was used" });
      if (row.codeExpiresAt <= now()) throw new AppError("invalid_token", { reason: "the code has expired" });
      return row;
    },
  };
}

export type OneTime = ReturnType<typeof createOneTime>;
