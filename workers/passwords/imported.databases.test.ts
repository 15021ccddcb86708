import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { newId } from "../shared/ids.ts";
import { KNOWN_HASHES } from "../testing/known-hashes.ts";
import { openDatabase } from "../testing/open-database.ts";
import { createVisitor, mailTo, newAddress } from "../testing/visitor.ts";

const LOGIN = "/api/auth/login";
const [BCRYPT_PASSWORD, BCRYPT] = ["U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"];

/** Somebody as an import leaves him. */
async function imported(passwordHash: string, emailVerified = true) {
  const { orm, tables } = openDatabase();
  const { users } = tables;
  const id = newId("user");
  const email = newAddress();
  const createdAt = new Date("2020-01-02T03:04:05.678Z");
  const before = new Date(createdAt.getTime() - 1);
  await orm.insert(users).values({
    id,
    email,
    emailVerifiedAt: emailVerified ? createdAt : null,
    passwordHash,
    passwordChangedAt: createdAt,
    revokedBefore: before,
    devicesVoidBefore: before,
    createdAt,
  });
  return {
    email,
    async stored() {
      const [row] = await orm.select().from(users).where(eq(users.id, id));
      return row;
    },
  };
}

describe("an imported user", () => {
  // One of each kind, the cheapest.
  const kinds = ["$2b$06", "$argon2i$", "$scrypt$ln=10", "$fbscrypt$", "$pbkdf2-sha512$i=1000", "$md5$o=sp"];
  const samples = kinds.flatMap((kind) =>
    KNOWN_HASHES.filter(([, stored]) => stored.startsWith(kind)).slice(0, 1),
  );

  it.each(samples)(
    "signs in with %s against %s, and has an Argon2id hash from then on",
    async (password, hash) => {
      const user = await imported(hash);
      const wrong = await createVisitor().post(LOGIN, { identifier: user.email, password: `${password}.` });
      expect([wrong.status, wrong.body.code]).toEqual([401, "invalid_credentials"]);
      expect((await user.stored())?.passwordHash).toBe(hash);

      const right = await createVisitor().post(LOGIN, { identifier: user.email, password });
      expect([right.status, right.body.user?.email]).toEqual([200, user.email]);
      const rehashed = (await user.stored())?.passwordHash;
      expect(rehashed).toMatch(/^\$argon2id\$v=19\$/);

      expect((await createVisitor().post(LOGIN, { identifier: user.email, password })).status).toBe(200);
      expect((await user.stored())?.passwordHash).toBe(rehashed);
    },
  );

  it("was mailed nothing, and proves his address at the first sign-in if nobody has", async () => {
    const user = await imported(BCRYPT, false);
    expect(await mailTo(user.email)).toEqual([]);
    const { status, body } = await createVisitor().post(LOGIN, {
      identifier: user.email,
      password: BCRYPT_PASSWORD,
    });
    expect([status, body.code]).toEqual([403, "email_unverified"]);
    expect(await mailTo(user.email)).toHaveLength(1);
    expect((await user.stored())?.emailVerifiedAt).toBeNull();
  });
});
