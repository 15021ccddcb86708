import type { UserRow } from "../db/tables.ts";
import type { Hasher } from "../passwords/hasher.ts";
import type { PasswordPolicy } from "../passwords/password.ts";
import { AppError } from "../shared/errors.ts";

/** What a new password changes in an account. */
export interface NewPassword {
  passwordHash: string;
  previousHashes: string[] | null;
}

/** A password for an account that exists: within the policy, and none of the last `history` ones, the current one included. */
export function createNewPasswords(options: { hasher: Hasher; policy: PasswordPolicy; history: number }) {
  const { hasher, policy, history } = options;

  return {
    /** Throws `password_rejected` with all that is wrong with it. The result is normalised. */
    check: (text: string, email: string | null, path: string): Promise<string> =>
      policy.check(text, { ...(email !== null && { email }), path }),

    /** Throws `password_rejected`. For whoever has proved who he is: to others it would tell which passwords there were. */
    async assertNew(password: string, user: UserRow | null, path: string): Promise<void> {
      for (const hash of hashesOf(user).slice(0, history)) {
        if (!(await hasher.verify(password, hash))) continue;
        const message = "You have used this password before; use another one";
        throw new AppError("password_rejected", { errors: [{ path, code: "reused", message }] });
      }
    },

    /** Of a password that was checked. */
    async hash(password: string, user: UserRow | null): Promise<NewPassword> {
      const kept = hashesOf(user).slice(0, Math.max(0, history - 1));
      return {
        passwordHash: await hasher.hash(password),
        previousHashes: kept.length === 0 ? null : kept,
      };
    },
  };
}

export type NewPasswords = ReturnType<typeof createNewPasswords>;

function hashesOf(user: UserRow | null): string[] {
  if (user?.passwordHash == null) return user?.previousHashes ?? [];
  return [user.passwordHash, ...(user.previousHashes ?? [])];
}
