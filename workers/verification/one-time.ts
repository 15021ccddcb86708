import type { OneTimeRow, PendingChange, PendingSignUp, UserRow } from "../db/tables.ts";
import { encodeBase64Url, utf8 } from "../shared/crypto.ts";
import { AppError } from "../shared/errors.ts";
import type { NewId } from "../shared/ids.ts";
import type { Keyring } from "../shared/keyring.ts";
import { CODE_ATTEMPTS } from "../shared/limits.ts";
import { after, type Now } from "../shared/time.ts";
import { type Codes, isCode } from "./code.ts";
import type { LinkTokens } from "./link-token.ts";
import type { Lifetime, Purpose } from "./purpose.ts";

/** A request as it is stored, and the account that it is for, if there is one. */
export interface Requested {
  row: OneTimeRow;
  user: UserRow | null;
}

/** Which stored request somebody means to use a code of. */
export type CodeTarget =
  | { purpose: Purpose; subject: string }
  | { id: string; purposes: readonly Purpose[]; subject?: string };

/** Where links and codes are looked up. Using one up is a statement in the batch of what it is used for. */
export interface OneTimeStore {
  findByLink(purpose: Purpose, digest: string, at: Date): Promise<Requested | null>;
  /**
   * Counts one try at the code before anybody looks at what was typed, so that a burst can't have more tries than there
   * are: this one is number `attempts`. A used code counts too, and is no oracle.
   */
  tryCode(target: CodeTarget, at: Date): Promise<Requested | null>;
}

/** What was made: the row to store (replacing an older one), and what goes into the mail and nowhere else. */
export interface Issued {
  row: Omit<OneTimeRow, "usedBy" | "usedAt">;
  token: string;
  code: string;
}

export interface IssueRequest {
  purpose: Purpose;
  subject: string;
  userId?: string;
  /** Who asks for it, as limits count clients: only whether two are the same is kept. */
  client?: string;
  signUp?: PendingSignUp;
  change?: PendingChange;
}

/** Links and codes: 256 random bits, or six digits with five tries; once, for one purpose and one subject. */
export function createOneTime(options: {
  store: OneTimeStore;
  links: LinkTokens;
  codes: Codes;
  keyring: Keyring;
  lifetimes: Record<Purpose, Lifetime>;
  now: Now;
  newId: NewId;
}) {
  const { store, links, codes, keyring, lifetimes, now, newId } = options;

  /** The live request whose code this is. */
  async function readCode(target: CodeTarget, code: string): Promise<Requested> {
    if (!isCode(code)) throw new AppError("invalid_token", { reason: "not a code" });
    const found = await store.tryCode(target, now());
    if (!found) throw new AppError("invalid_token", { reason: "no such request" });
    const { id, purpose, subject, codeDigest, attempts, usedBy, codeExpiresAt } = found.row;
    const isGranted = attempts <= CODE_ATTEMPTS;
    if (
      !(await codes.matches({ id, purpose: purpose as Purpose, subject }, code, codeDigest)) ||
      !isGranted
    ) {
      if (isGranted) throw new WrongCode("wrong code", found.user);
      throw new AppError("invalid_token", { reason: "no tries left" });
    }
    if (usedBy !== null) throw new AppError("token_spent", { reason: "the code was used" });
    if (codeExpiresAt <= now()) throw new AppError("invalid_token", { reason: "the code has expired" });
    return found;
  }

  return {
    lifetimes,

    async issue(request: IssueRequest): Promise<Issued> {
      const { purpose, subject, userId = null, client = "", signUp = null, change = null } = request;
      const binding = { id: newId("oneTime"), purpose, subject };
      const { linkMs, codeMs } = lifetimes[purpose];
      const [link, code] = await Promise.all([links.make(purpose), codes.make(binding)]);
      const createdAt = now();
      return {
        row: {
          ...binding,
          userId,
          linkDigest: link.digest,
          codeDigest: code.digest,
          attempts: 0,
          askedBy: encodeBase64Url(await keyring.mac("limit", utf8("asked-by"), utf8(client))),
          contested: 0,
          signUp,
          change,
          createdAt,
          expiresAt: after(createdAt, linkMs),
          codeExpiresAt: after(createdAt, Math.min(codeMs, linkMs)),
        },
        token: link.token,
        code: code.code,
      };
    },

    /** The live request behind a link. Throws `invalid_token` for what we never made, `token_spent` for what is over. */
    async byLink(purpose: Purpose, token: string): Promise<Requested> {
      const digest = await links.read(purpose, token);
      if (digest === null) throw new AppError("invalid_token", { reason: "not a link of ours" });
      const found = await store.findByLink(purpose, digest, now());
      if (!found || found.row.usedBy !== null || found.row.expiresAt <= now()) {
        throw new AppError("token_spent", { reason: found ? "used or expired" : "replaced" });
      }
      return found;
    },

    /** By whom it was sent to; each call is a try. Throws `invalid_token`, or `token_spent` once it was used. */
    byCode: (purpose: Purpose, subject: string, code: string) => readCode({ purpose, subject }, code),

    /** By the id that was answered when it was sent, for any of these purposes and, if given, one subject. */
    byChallenge: (id: string, purposes: readonly Purpose[], code: string, subject?: string) =>
      readCode({ id, purposes, ...(subject !== undefined && { subject }) }, code),
  };
}

export type OneTime = ReturnType<typeof createOneTime>;

/** `invalid_token`, and whose code it was that somebody guessed at: for the history of that account, never for the answer. */
export class WrongCode extends AppError {
  readonly user: UserRow | null;

  constructor(reason: string, user: UserRow | null) {
    super("invalid_token", { reason });
    this.user = user;
  }
}
