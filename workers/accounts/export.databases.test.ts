import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { newId } from "../shared/ids.ts";
import { EXPORT_PAGE } from "../shared/limits.ts";
import { after as later, MINUTE, SECOND } from "../shared/time.ts";
import { addEvents } from "../testing/many-events.ts";
import { onPostgres, openDatabase } from "../testing/open-database.ts";
import { createVisitor, newAddress, PASSWORD, signUp, tripsOf } from "../testing/visitor.ts";
import { Export } from "./export.schema.ts";

const BATCH = onPostgres ? 3 : 1;

describe("the export", () => {
  it("is all that is stored on whoever asks, as a file, in the shape that is documented", async () => {
    const visitor = createVisitor({
      headers: { "cf-connecting-ip": "203.0.113.8", "accept-language": "ja" },
    });
    const { email, user, session } = await signUp(visitor, {
      name: "Ada",
      username: `u_${newAddress().slice(0, 12)}`,
    });
    const other = createVisitor();
    const { body: login } = await other.post("/api/auth/login", { identifier: email, password: PASSWORD });
    await other.post("/api/auth/logout");

    const answer = await visitor.get("/api/me/export");
    expect([answer.status, tripsOf(answer)]).toEqual([200, 1 + BATCH]);
    expect(answer.headers.get("content-type")).toMatch(/^application\/json\b/);
    expect(answer.headers.get("content-disposition")).toMatch(
      /^attachment; filename="account-\d{4}-\d\d-\d\d\.json"$/,
    );
    expect(answer.headers.get("cache-control")).toBe("no-store");

    const document = Export.strict().parse(answer.body);
    expect(document).toEqual(answer.body);
    expect(document.user).toEqual({
      id: user.id,
      email,
      emailVerifiedAt: user.createdAt,
      username: user.username,
      name: "Ada",
      language: "ja",
      phone: null,
      phoneVerifiedAt: null,
      disabledAt: null,
      purgeAt: null,
      revokedBefore: expect.any(String),
      devicesVoidBefore: expect.any(String),
      createdAt: user.createdAt,
    });
    expect(document.password).toEqual({
      isSet: true,
      changedAt: user.createdAt,
      hash: { algorithm: "argon2id", memoryKib: 1024, passes: 1, parallelism: 1 },
      earlier: 0,
    });
    expect(document.sessions).toMatchObject([
      {
        id: login.session.id,
        method: "password",
        current: false,
        endReason: "logout",
        endedAt: expect.any(String),
      },
      { id: session.id, method: "email_verification", current: true, ip: "203.0.113.8", endReason: null },
    ]);
    const ofSignUp = document.requests.filter(({ purpose }) => purpose === "sign_up");
    expect(ofSignUp).toMatchObject([{ to: null, usedAt: user.createdAt }]);
    expect(document.events.map(({ type }) => type).toSorted()).toEqual([
      "email_verified",
      "exported",
      "sign_in",
      "sign_in",
      "sign_out",
      "sign_up",
    ]);
    expect(document.events[0]).toMatchObject({ type: "exported", sessionId: session.id, ip: "203.0.113.8" });
  });

  it("holds no secret and no digest of one", async () => {
    const visitor = createVisitor();
    const { email, user } = await signUp(visitor);
    await visitor.post("/api/auth/refresh");
    const text = JSON.stringify((await visitor.get("/api/me/export")).body);
    const { orm, tables } = openDatabase();
    const [row] = await orm.select().from(tables.users).where(eq(tables.users.id, user.id));
    const sessions = await orm.select().from(tables.sessions).where(eq(tables.sessions.userId, user.id));
    const requests = await orm.select().from(tables.oneTime).where(eq(tables.oneTime.subject, email));
    const secrets = [
      row?.passwordHash,
      ...(row?.passwordHash?.split("$").slice(-2) ?? []),
      ...sessions.flatMap(({ currentDigest, previousDigest }) => [currentDigest, previousDigest]),
      ...requests.flatMap((each) => [
        each.linkDigest,
        each.codeDigest,
        each.askedBy,
        each.signUp?.passwordHash,
      ]),
    ];
    expect(secrets).toHaveLength(9);
    for (const secret of secrets) {
      expect(secret?.length).toBeGreaterThan(20);
      expect(text).not.toContain(secret);
    }
  });

  it("tells of links and codes that are one's own, and of nobody else's", async () => {
    const visitor = createVisitor();
    const { user } = await signUp(visitor);
    const stranger = await signUp(createVisitor());
    const { orm, tables } = openDatabase();
    const phone = `+49${Date.now()}`;
    await orm
      .update(tables.users)
      .set({ phone, passwordHash: null, previousHashes: ["one", "two"] })
      .where(eq(tables.users.id, user.id));
    const at = new Date();
    const request = (purpose: string, subject: string, userId: string | null, to: string | null = null) => ({
      id: newId("oneTime"),
      purpose,
      subject,
      userId,
      linkDigest: newId("oneTime"),
      codeDigest: "x",
      attempts: 0,
      askedBy: "x",
      contested: 0,
      change: to === null ? null : { to, sessionId: "ses_x" },
      createdAt: at,
      expiresAt: later(at, MINUTE),
      codeExpiresAt: later(at, MINUTE),
    });
    await orm.insert(tables.oneTime).values(request("email_change", user.id, user.id, "new@example.com"));
    await orm.insert(tables.oneTime).values(request("sms_otp", phone, null));
    await orm
      .insert(tables.oneTime)
      .values(request("email_change", user.email, stranger.user.id, user.email));
    await orm.insert(tables.oneTime).values(request("magic_link", stranger.email, null));

    const { requests, password } = (await visitor.get("/api/me/export")).body;
    const told = requests.map(
      ({ purpose, to }: { purpose: string; to: string | null }) => `${purpose} ${to}`,
    );
    expect(told.toSorted()).toEqual(["email_change new@example.com", "sign_up null", "sms_otp null"]);
    expect(password).toMatchObject({ isSet: false, hash: null, earlier: 2 });
  });

  it("wants a sign-in within the window, whoever asks, and records nothing when it refuses", async () => {
    const visitor = createVisitor();
    const { session } = await signUp(visitor);
    const { orm, tables } = openDatabase();
    const signedInAt = async (ago: number) =>
      orm
        .update(tables.sessions)
        .set({ authTime: later(new Date(), -ago) })
        .where(eq(tables.sessions.id, session.id));
    await signedInAt(10 * MINUTE + SECOND);
    // A refresh keeps a session going; it proves nothing.
    await visitor.post("/api/auth/refresh");
    const stale = await visitor.get("/api/me/export");
    expect([stale.status, stale.body.code, tripsOf(stale)]).toEqual([403, "reauth_required", 1]);
    expect(stale.headers.get("content-disposition")).toBeNull();
    await signedInAt(9 * MINUTE);
    const { body } = await visitor.get("/api/me/export");
    expect(body.events.filter(({ type }: { type: string }) => type === "exported")).toHaveLength(1);
  });

  it("leaves nothing out of a long history", async () => {
    const visitor = createVisitor();
    const { user } = await signUp(visitor);
    await addEvents(user.id, 2 * EXPORT_PAGE);
    const answer = await visitor.get("/api/me/export");
    const { events } = Export.parse(answer.body);
    // Two pages are full; the third has the four that signing up and exporting made.
    expect(tripsOf(answer)).toBe(1 + BATCH + 2);
    expect(events.length).toBe(2 * EXPORT_PAGE + 4);
    const ids = new Set(events.map(({ id }) => id));
    expect(ids.size).toBe(events.length);
    expect(events.map(({ at }) => at)).toEqual(
      events
        .map(({ at }) => at)
        .toSorted()
        .reverse(),
    );
  });
});
