import { hash } from "node:crypto";
import { z } from "zod";
import { DisplayName } from "../../workers/accounts/display-name.ts";
import { EmailAddress } from "../../workers/accounts/email-address.ts";
import { PhoneNumber } from "../../workers/accounts/phone-number.ts";
import { Username, usernameKey } from "../../workers/accounts/username.ts";
import type { UserRow } from "../../workers/db/tables.ts";
import { readHash, writeHash } from "../../workers/passwords/stored-hash.ts";
import { decodeBase64Url } from "../../workers/shared/crypto.ts";
import { ID_BYTES, idOf, newId, prefixOf } from "../../workers/shared/ids.ts";
import { LANGUAGES } from "../../workers/shared/language.ts";
import { fieldIssue, text } from "../../workers/shared/text.ts";
import { PasswordParts } from "./password-parts.ts";

/** The columns that an import writes; others keep their defaults. */
export const IMPORTED_COLUMNS = [
  "id",
  "email",
  "emailVerifiedAt",
  "username",
  "usernameKey",
  "name",
  "language",
  "phone",
  "phoneVerifiedAt",
  "passwordHash",
  "passwordChangedAt",
  "disabledAt",
  "revokedBefore",
  "devicesVoidBefore",
  "createdAt",
] as const satisfies (keyof UserRow)[];

export type ImportedUser = Pick<UserRow, (typeof IMPORTED_COLUMNS)[number]>;

/** Why a line is not taken: which field, and in words. Never what stands in it. */
export interface Refusal {
  field: string;
  reason: string;
}

const EXTERNAL_ID_MAX_LENGTH = 256;

const PasswordHash = z.string().transform(storedText);

/** One line of a file; null means the same as leaving a key out. */
const UserLine = z.strictObject({
  id: text().min(1).max(EXTERNAL_ID_MAX_LENGTH).nullish(),
  email: EmailAddress.nullish(),
  emailVerified: z.boolean().nullish(),
  username: Username.nullish(),
  name: DisplayName.nullish(),
  language: z.enum(LANGUAGES).nullish(),
  phone: PhoneNumber.nullish(),
  phoneVerified: z.boolean().nullish(),
  passwordHash: PasswordHash.nullish(),
  password: PasswordParts.transform(writeHash).pipe(PasswordHash).nullish(),
  createdAt: z.iso.datetime({ offset: true }).nullish(),
  disabled: z.boolean().nullish(),
});

/** The user of a line, or everything that is wrong with it. */
export function readUser(line: string, now: Date): ImportedUser | Refusal[] {
  const json = parse(line);
  if (json === undefined) return [{ field: "", reason: "is not JSON" }];
  const read = UserLine.safeParse(json);
  if (!read.success) return read.error.issues.flatMap(refusals);
  const { data } = read;
  const createdAt = data.createdAt ? new Date(data.createdAt) : now;
  const problems = [
    ...(data.email || data.phone ? [] : [{ field: "email", reason: "must be there, or a phone" }]),
    ...(data.emailVerified && !data.email ? [{ field: "emailVerified", reason: "needs an email" }] : []),
    ...(data.phoneVerified && !data.phone ? [{ field: "phoneVerified", reason: "needs a phone" }] : []),
    ...(data.passwordHash && data.password
      ? [{ field: "password", reason: "must not be there beside passwordHash" }]
      : []),
    ...(createdAt > now ? [{ field: "createdAt", reason: "must not be in the future" }] : []),
  ];
  if (problems.length > 0) return problems;

  const passwordHash = data.passwordHash ?? data.password ?? null;
  const revokedBefore = new Date(createdAt.getTime() - 1);
  return {
    id: data.id ? userId(data.id) : newId("user"),
    email: data.email ?? null,
    emailVerifiedAt: data.emailVerified ? createdAt : null,
    username: data.username ?? null,
    usernameKey: data.username ? usernameKey(data.username) : null,
    name: data.name ?? null,
    language: data.language ?? null,
    phone: data.phone ?? null,
    phoneVerifiedAt: data.phoneVerified ? createdAt : null,
    passwordHash,
    passwordChangedAt: passwordHash === null ? null : createdAt,
    disabledAt: data.disabled ? now : null,
    revokedBefore,
    devicesVoidBefore: revokedBefore,
    createdAt,
  };
}

/**
 * An id of ours stays. Any other one leads to the same id of ours each time, the first 16 bytes of its SHA-256, so that
 * whoever keeps the old ones can compute the new.
 */
export function userId(id: string): string {
  const prefix = prefixOf("user");
  const isOurs = id.startsWith(prefix) && decodeBase64Url(id.slice(prefix.length))?.length === ID_BYTES;
  return isOurs ? id : idOf("user", hash("sha256", id, "buffer").subarray(0, ID_BYTES));
}

/** The line that `readUser` reads this user from. */
export function writeUser(user: ImportedUser, { withHash }: { withHash: boolean }): string {
  return JSON.stringify({
    id: user.id,
    email: user.email ?? undefined,
    emailVerified: user.emailVerifiedAt ? true : undefined,
    username: user.username ?? undefined,
    name: user.name ?? undefined,
    language: user.language ?? undefined,
    phone: user.phone ?? undefined,
    phoneVerified: user.phoneVerifiedAt ? true : undefined,
    passwordHash: (withHash && user.passwordHash) || undefined,
    createdAt: user.createdAt.toISOString(),
    disabled: user.disabledAt ? true : undefined,
  });
}

function storedText(value: string, context: z.RefinementCtx): string {
  const stored = readHash(value);
  if (typeof stored !== "string") return writeHash(stored);
  context.addIssue(fieldIssue("invalid_hash", stored));
  return z.NEVER;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Its message would quote the line.
    return undefined;
  }
}

function refusals(issue: z.core.$ZodIssue): Refusal[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ field: [...path, shown(key)].join("."), reason: "is not known" }));
  }
  return [{ field: path.join("."), reason: issue.message }];
}

/** A key is a name; whatever else ended up there may be a secret. */
function shown(key: string): string {
  return /^\w{1,40}$/.test(key) ? key : "(a key that is no name)";
}
