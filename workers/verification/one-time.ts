import type { OneTimeRow, PendingChange, PendingSignUp, UserRow } from "../db/tables.ts";
import type { CounterLabels } from "../metrics/catalog.ts";
import type { Events } from "../metrics/events.ts";
import { encodeBase64Url, utf8 } from "../shared/crypto.ts";
import { AppError, type ErrorCode } from "../shared/errors.ts";
import type { NewId } from "../shared/ids.ts";
import type { Keyring } from "../shared/keyring.ts";
import { CODE_ATTEMPTS } from "../shared/limits.ts";
import { after, type Now } from "../shared/time.ts";
import { type Codes, isCode } from "./code.ts";
import type { LinkTokens } from "./link-token.ts";
import { isByPhone, type Lifetime, type Purpose } from "./purpose.ts";

/** A request as it is stored, and the account that it is for, if there is one. */
export interface Requested {
  row: OneTimeRow;
  user: UserRow | null;
}

/** Which stored request somebody means to use a code of. */
export type CodeTarget =
  | { purpose: Purpose; subject: string }
  | { id: string; purposes: readonly [Purpose, ...Purpose[]]; subject?: string };

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
  metrics: Pick<Events, "code">;
  now: Now;
  newId: NewId;
}) {
  const { store, links, codes, keyring, lifetimes, metrics, now, newId } = options;

  function count(request: Counted, outcome: CounterLabels<"codes">["outcome"]): void {
    metrics.code({ purpose: purposeOf(request), channel: isByPhone(request) ? "sms" : "email", outcome });
  }

  function refused(
    request: Counted,
    code: "invalid_token" | "token_spent",
    reason: string,
    guessedAt: UserRow | null = null,
  ): Unusable {
    count(request, "failed");
    return new Unusable(code, { reason, purpose: purposeOf(request), guessedAt });
  }

  /** The live request whose code this is. */
  async function readCode(target: CodeTarget, code: string): Promise<Requested> {
    const meant = { purpose: "id" in target ? target.purposes[0] : target.purpose, change: null };
    if (!isCode(code)) throw refused(meant, "invalid_token", "not a code");
    const found = await store.tryCode(target, now());
    if (!found) throw refused(meant, "invalid_token", "no such request");
    const { row, user } = found;
    const isGranted = row.attempts <= CODE_ATTEMPTS;
    const binding = { id: row.id, purpose: purposeOf(row), subject: row.subject };
    if (!(await codes.matches(binding, code, row.codeDigest)) || !isGranted) {
      if (isGranted) throw refused(row, "invalid_token", "wrong code", user);
      throw refused(row, "invalid_token", "no tries left");
    }
    if (row.usedBy !== null) throw refused(row, "token_spent", "the code was used");
    if (row.codeExpiresAt <= now()) throw refused(row, "invalid_token", "the code has expired");
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
      const meant = { purpose, change: null };
      const digest = await links.read(purpose, token);
      if (digest === null) throw refused(meant, "invalid_token", "not a link of ours");
      const found = await store.findByLink(purpose, digest, now());
      if (!found || found.row.usedBy !== null || found.row.expiresAt <= now()) {
        throw refused(meant, "token_spent", found ? "used or expired" : "replaced");
      }
      return found;
    },

    /** By whom it was sent to; each call is a try. Throws `invalid_token`, or `token_spent` once it was used. */
    byCode: (purpose: Purpose, subject: string, code: string) => readCode({ purpose, subject }, code),

    /** By the id that was answered when it was sent, for any of these purposes and, if given, one subject. */
    byChallenge: (id: string, purposes: readonly [Purpose, ...Purpose[]], code: string, subject?: string) =>
      readCode({ id, purposes, ...(subject !== undefined && { subject }) }, code),

    // To be told once it is committed, and only then:

    /** It is on its way, or would be if anybody had that address. */
    sent: (row: Counted): void => count(row, "requested"),

    /** It did what it was for. */
    used: (row: Counted): void => count(row, "used"),

    /** It was good when it was read, and what it was for can't be done any more: `token_spent`, to be thrown. */
    lost: (row: Counted, reason: string): AppError => refused(row, "token_spent", reason),
  };
}

export type OneTime = ReturnType<typeof createOneTime>;

/** What has to be known of a request to count it. */
type Counted = Pick<OneTimeRow, "purpose" | "change">;

function purposeOf({ purpose }: Counted): Purpose {
  return purpose as Purpose;
}

/** A link or code that does nothing. What it is beside `code` and `reason` is for our own records, never for the answer. */
export class Unusable extends AppError {
  /** What it was for, as far as anybody knows: of several that it might have been for, the first. */
  readonly purpose: Purpose;
  /** Whose code it was that somebody guessed at. */
  readonly guessedAt: UserRow | null;

  constructor(code: ErrorCode, options: { reason: string; purpose: Purpose; guessedAt: UserRow | null }) {
    super(code, { reason: options.reason });
    this.purpose = options.purpose;
    this.guessedAt = options.guessedAt;
  }
}
