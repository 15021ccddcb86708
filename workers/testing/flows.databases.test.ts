import { describe, expect, it } from "vitest";
import { onPostgres } from "./open-database.ts";
import {
  createVisitor,
  mailedToken,
  mailTo,
  newAddress,
  ORIGIN,
  PASSWORD,
  signUp,
  tripsOf,
} from "./visitor.ts";

/** A batch is one trip on D1; on Postgres BEGIN, the statements, COMMIT. */
const BATCH = onPostgres ? 3 : 1;

describe("signing up", () => {
  it("mails a link and a code, signs in by the link, and once", async () => {
    const visitor = createVisitor();
    const email = newAddress();
    const asked = await visitor.post("/api/auth/signup", {
      email,
      password: PASSWORD,
      name: "Ada",
      username: `ada_${email.slice(0, 8)}`,
    });
    expect([asked.status, asked.body]).toEqual([202, { status: "verification_sent" }]);

    const [message, ...others] = await mailTo(email);
    expect(others).toEqual([]);
    expect(message?.code).toMatch(/^\d{6}$/);
    expect(message?.links).toContainEqual(expect.stringContaining(`${ORIGIN}/confirm#token=`));

    const token = await mailedToken(email);
    const confirmed = await visitor.post("/api/auth/email/verify", { token });
    expect(confirmed.status).toBe(200);
    expect(confirmed.body).toMatchObject({
      user: { email, emailVerified: true, name: "Ada", phone: null },
      session: { method: "email_verification", current: true, online: false },
      newUser: true,
    });
    expect(confirmed.body.tokens).toBeUndefined();
    expect((await visitor.get("/api/me")).body.user).toEqual(confirmed.body.user);

    const again = await createVisitor().post("/api/auth/email/verify", { token });
    expect([again.status, again.body.code]).toEqual([410, "token_spent"]);
  });

  it("takes the code of the same mail instead, and not twice", async () => {
    const email = newAddress();
    await createVisitor().post("/api/auth/signup", { email, password: PASSWORD });
    const [message] = await mailTo(email);
    const code = message?.code;
    const visitor = createVisitor();
    expect((await visitor.post("/api/auth/email/verify", { email, code })).status).toBe(200);
    const again = await visitor.post("/api/auth/email/verify", { email, code });
    expect([again.status, again.body.code]).toEqual([410, "token_spent"]);
    const link = await visitor.post("/api/auth/email/verify", { token: await mailedToken(email) });
    expect(link.body.code).toBe("token_spent");
  });

  it("gives a code five tries, the right one among them or not", async () => {
    const email = newAddress();
    const visitor = createVisitor();
    await visitor.post("/api/auth/signup", { email, password: PASSWORD });
    const [message] = await mailTo(email);
    const wrong = message?.code === "000000" ? "000001" : "000000";
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => visitor.post("/api/auth/email/verify", { email, code: wrong })),
    );
    expect(new Set(tries.map(({ status, body }) => `${status} ${body.code}`))).toEqual(
      new Set(["400 invalid_token"]),
    );
    const late = await visitor.post("/api/auth/email/verify", { email, code: message?.code });
    expect([late.status, late.body.code]).toEqual([400, "invalid_token"]);
    expect((await visitor.post("/api/auth/email/verify", { token: await mailedToken(email) })).status).toBe(
      200,
    );
  });

  it("lets one of twenty win that use the same link at once", async () => {
    const email = newAddress();
    await createVisitor().post("/api/auth/signup", { email, password: PASSWORD });
    const token = await mailedToken(email);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => createVisitor().post("/api/auth/email/verify", { token })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(19);
  });

  it("answers alike for a taken address and mails its owner instead", async () => {
    const owner = createVisitor();
    const { email } = await signUp(owner);
    const stranger = createVisitor();
    const taken = await stranger.post("/api/auth/signup", {
      email: email.toUpperCase(),
      password: "another good one",
    });
    const free = await stranger.post("/api/auth/signup", {
      email: newAddress(),
      password: "another good one",
    });
    expect(taken.body).toEqual(free.body);
    expect([taken.status, tripsOf(taken)]).toEqual([202, tripsOf(free)]);
    const [newest] = await mailTo(email);
    expect(newest?.code).toBeNull();
    expect(newest?.links.some((link) => link.includes("token"))).toBe(false);
    const login = await stranger.post("/api/auth/login", { identifier: email, password: "another good one" });
    expect(login.status).toBe(401);
  });

  it("counts the newest sign-up of an address, and calls the link of an older one spent", async () => {
    const email = newAddress();
    const squatter = createVisitor();
    await squatter.post("/api/auth/signup", { email, password: "the squatter's password", name: "Squatter" });
    const old = await mailedToken(email);
    const owner = createVisitor();
    await owner.post("/api/auth/signup", { email, password: PASSWORD });
    expect((await squatter.post("/api/auth/email/verify", { token: old })).body.code).toBe("token_spent");
    const { body } = await owner.post("/api/auth/email/verify", { token: await mailedToken(email) });
    expect(body.user.name).toBeNull();
    const stolen = await squatter.post("/api/auth/login", {
      identifier: email,
      password: "the squatter's password",
    });
    expect(stolen.body.code).toBe("invalid_credentials");
    expect((await owner.post("/api/auth/login", { identifier: email, password: PASSWORD })).status).toBe(200);
  });

  it("brings no stranger's password when the link is asked for again after a stranger signed up too", async () => {
    const email = newAddress();
    const owner = createVisitor({ headers: { "cf-connecting-ip": "203.0.113.1" } });
    const mallory = createVisitor({ headers: { "cf-connecting-ip": "203.0.113.2" } });
    await owner.post("/api/auth/signup", { email, password: PASSWORD, name: "Owner" });
    await mallory.post("/api/auth/signup", { email, password: "mallory's own password", name: "Mallory" });
    await owner.post("/api/auth/email/resend", { email });
    const { body } = await owner.post("/api/auth/email/verify", { token: await mailedToken(email) });
    expect(body.user).toMatchObject({ email, emailVerified: true, name: null });
    const stolen = await mallory.post("/api/auth/login", {
      identifier: email,
      password: "mallory's own password",
    });
    expect([stolen.status, stolen.body.code]).toEqual([401, "invalid_credentials"]);
  });

  it("keeps the password of whoever signed up twice himself, and of whoever knows it", async () => {
    for (const again of ["resend", "login"] as const) {
      const email = newAddress();
      const owner = createVisitor({ headers: { "cf-connecting-ip": "203.0.113.3" } });
      await owner.post("/api/auth/signup", { email, password: "a first idea of one" });
      await owner.post("/api/auth/signup", { email, password: PASSWORD });
      if (again === "resend") await owner.post("/api/auth/email/resend", { email });
      else await createVisitor().post("/api/auth/login", { identifier: email, password: PASSWORD });
      await owner.post("/api/auth/email/verify", { token: await mailedToken(email) });
      expect((await owner.post("/api/auth/login", { identifier: email, password: PASSWORD })).status).toBe(
        200,
      );
    }
  });

  it("tells nobody by guessing that a code was used", async () => {
    const email = newAddress();
    const visitor = createVisitor();
    await visitor.post("/api/auth/signup", { email, password: PASSWORD });
    const [message] = await mailTo(email);
    await visitor.post("/api/auth/email/verify", { email, code: message?.code });
    const wrong = message?.code === "000000" ? "000001" : "000000";
    for (let i = 0; i < 4; i++) await visitor.post("/api/auth/email/verify", { email, code: wrong });
    const guessed = await visitor.post("/api/auth/email/verify", { email, code: message?.code });
    expect([guessed.status, guessed.body.code]).toEqual([400, "invalid_token"]);
  });

  it("makes one account of parallel sign-ups in all spellings", async () => {
    const email = newAddress();
    const spellings = [email, email.toUpperCase(), email.replace("example", "EXAMPLE")];
    const asked = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        createVisitor().post("/api/auth/signup", { email: spellings[i % 3], password: PASSWORD }),
      ),
    );
    expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([202]));
    const tokens = (await mailTo(email)).map(({ links }) =>
      new URL(links[0] ?? "").hash.slice("#token=".length),
    );
    const answers = await Promise.all(
      tokens.map((token) => createVisitor().post("/api/auth/email/verify", { token })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it("gives a username to whoever proves his address first", async () => {
    const username = `u_${newAddress().slice(0, 12)}`;
    const [first, second] = [newAddress(), newAddress()];
    for (const email of [first, second]) {
      const asked = await createVisitor().post("/api/auth/signup", { email, password: PASSWORD, username });
      expect(asked.status).toBe(202);
    }
    const won = await createVisitor().post("/api/auth/email/verify", { token: await mailedToken(second) });
    expect(won.body.user.username).toBe(username);
    const lost = await createVisitor().post("/api/auth/email/verify", { token: await mailedToken(first) });
    expect([lost.status, lost.body.user.username]).toEqual([200, null]);
    const late = await createVisitor().post("/api/auth/signup", {
      email: newAddress(),
      password: PASSWORD,
      username: username.toUpperCase(),
    });
    expect([late.status, late.body.code]).toEqual([409, "username_taken"]);
  });

  it("sends a new link and voids the older one; the same answer for an address nobody waits for", async () => {
    const email = newAddress();
    const visitor = createVisitor();
    await visitor.post("/api/auth/signup", { email, password: PASSWORD, name: "Ada" });
    const old = await mailedToken(email);
    const waiting = await visitor.post("/api/auth/email/resend", { email });
    const nobody = await visitor.post("/api/auth/email/resend", { email: newAddress() });
    expect([waiting.status, waiting.body, tripsOf(waiting)]).toEqual([
      nobody.status,
      nobody.body,
      tripsOf(nobody),
    ]);
    expect((await visitor.post("/api/auth/email/verify", { token: old })).body.code).toBe("token_spent");
    const { body } = await visitor.post("/api/auth/email/verify", { token: await mailedToken(email) });
    expect(body.user.name).toBe("Ada");
    const before = (await mailTo(email)).length;
    await visitor.post("/api/auth/email/resend", { email });
    expect(await mailTo(email)).toHaveLength(before);
  });
});

describe("signing in", () => {
  it("takes the address in any case and the username", async () => {
    const visitor = createVisitor();
    const username = `u_${newAddress().slice(0, 12)}`;
    const { email, user } = await signUp(visitor, { username });
    for (const identifier of [email, email.toUpperCase(), ` ${email} `, username, username.toUpperCase()]) {
      const { status, body } = await createVisitor().post("/api/auth/login", {
        identifier,
        password: PASSWORD,
      });
      expect([status, body.user?.id, body.newUser]).toEqual([200, user.id, false]);
    }
  });

  it("answers an unknown identifier, a wrong password and odd ones alike", async () => {
    const { email } = await signUp(createVisitor());
    const tries = await Promise.all(
      [
        [email, "wrong password"],
        [newAddress(), PASSWORD],
        ["nobody_here", PASSWORD],
        ["not@an@address", PASSWORD],
        ["' or 1=1 --", "x"],
      ].map(([identifier, password]) => createVisitor().post("/api/auth/login", { identifier, password })),
    );
    const [first, ...others] = tries.map(({ status, headers, body: { requestId: _, ...body } }) => ({
      status,
      body: { ...body, attemptsLeft: 0 },
      challenge: headers.get("www-authenticate"),
    }));
    expect(first).toMatchObject({ status: 401, body: { code: "invalid_credentials" }, challenge: "Bearer" });
    for (const other of others) expect(other).toEqual(first);
    expect(new Set(tries.map(tripsOf))).toEqual(new Set([1]));
  });

  it("tells only who knows the password that the address is not proved, and mails a new link", async () => {
    const email = newAddress();
    const visitor = createVisitor();
    await visitor.post("/api/auth/signup", { email, password: PASSWORD });
    const old = await mailedToken(email);
    const wrong = await visitor.post("/api/auth/login", { identifier: email, password: "wrong password" });
    expect(wrong.body.code).toBe("invalid_credentials");
    const right = await visitor.post("/api/auth/login", { identifier: email, password: PASSWORD });
    expect([right.status, right.body.code]).toEqual([403, "email_unverified"]);
    const token = await mailedToken(email);
    expect(token).not.toBe(old);
    expect((await visitor.post("/api/auth/email/verify", { token })).status).toBe(200);
  });

  it("takes a password in another normalisation, and no other password", async () => {
    const visitor = createVisitor();
    const { email } = await signUp(visitor, { password: "caf\u00e9 au lait, un peu" });
    const decomposed = await visitor.post("/api/auth/login", {
      identifier: email,
      password: "cafe\u0301 au lait, un peu",
    });
    expect(decomposed.status).toBe(200);
    for (const password of ["café au lait, un pe", "Café au lait, un peu", "café au lait, un peu "]) {
      expect((await visitor.post("/api/auth/login", { identifier: email, password })).status).toBe(401);
    }
  });

  it("never adopts a session that a browser brings along, and ends the one it leaves behind", async () => {
    const visitor = createVisitor();
    const { email, session } = await signUp(visitor);
    const left = visitor.cookies.get("genkan_at");
    const { body } = await visitor.post("/api/auth/login", { identifier: email, password: PASSWORD });
    expect(body.session.id).not.toBe(session.id);
    const old = await createVisitor().get("/api/me", { authorization: `Bearer ${left}` });
    expect([old.status, old.body.code]).toEqual([401, "unauthenticated"]);
  });

  it("keeps the ten newest sessions, exactly, of fifteen parallel sign-ins", async () => {
    const { email } = await signUp(createVisitor());
    const visitors = Array.from({ length: 15 }, () => createVisitor());
    const answers = await Promise.all(
      visitors.map((visitor) => visitor.post("/api/auth/login", { identifier: email, password: PASSWORD })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 15 }, () => 200));
    const live = await Promise.all(visitors.map((visitor) => visitor.get("/api/me")));
    expect(live.filter(({ status }) => status === 200)).toHaveLength(10);
  });

  it("costs its budget of round trips", async () => {
    const visitor = createVisitor();
    const asked = await visitor.post("/api/auth/signup", { email: newAddress(), password: PASSWORD });
    expect(tripsOf(asked)).toBeLessThanOrEqual(BATCH + 1);
    const { email } = await signUp(visitor);
    const login = await visitor.post("/api/auth/login", { identifier: email, password: PASSWORD });
    expect(tripsOf(login)).toBe(1 + BATCH);
    expect(tripsOf(await visitor.post("/api/auth/refresh"))).toBe(1);
    expect(tripsOf(await visitor.get("/api/me"))).toBe(1);
    expect(tripsOf(await visitor.get("/api/auth/verify"))).toBe(1);
    expect(tripsOf(await createVisitor().get("/api/me", { authorization: "Bearer e30.e30.e30" }))).toBe(0);
    expect(tripsOf(await visitor.post("/api/auth/logout"))).toBe(BATCH);
  });
});
