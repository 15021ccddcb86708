import { describe, expect, it } from "vitest";
import { createVisitor, PASSWORD, signUp } from "../testing/visitor.ts";

async function signedIn() {
  const visitor = createVisitor();
  const { email } = await signUp(visitor);
  const { body } = await createVisitor().post("/api/auth/login", {
    identifier: email,
    password: PASSWORD,
    delivery: "token",
  });
  return { email, visitor, tokens: body.tokens, session: body.session };
}

const refresh = (refreshToken: unknown) => createVisitor().post("/api/auth/refresh", { refreshToken });
const me = (accessToken: string) =>
  createVisitor().get("/api/me", { authorization: `Bearer ${accessToken}` });

describe("the refresh chain", () => {
  it("rotates at each use, with a new access token for the same session", async () => {
    const { tokens, session } = await signedIn();
    const { status, body } = await refresh(tokens.refreshToken);
    expect(status).toBe(200);
    expect(body.session.id).toBe(session.id);
    expect(body.tokens.refreshToken).toMatch(/^gkr_/);
    expect(body.tokens.refreshToken).not.toBe(tokens.refreshToken);
    expect((await me(body.tokens.accessToken)).status).toBe(200);
  });

  it("gives all of twenty that refresh at once the same successor, and signs nobody out", async () => {
    const { tokens } = await signedIn();
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(tokens.refreshToken)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    const successors = new Set(answers.map(({ body }) => body.tokens.refreshToken));
    expect(successors.size).toBe(1);
    expect((await refresh([...successors][0])).status).toBe(200);
  });

  it("ends the session when an older token comes back", async () => {
    const { tokens } = await signedIn();
    const second = (await refresh(tokens.refreshToken)).body.tokens;
    const third = (await refresh(second.refreshToken)).body.tokens;
    const reused = await refresh(tokens.refreshToken);
    expect([reused.status, reused.body.code]).toEqual([401, "refresh_reused"]);
    const newest = await refresh(third.refreshToken);
    expect([newest.status, newest.body.code]).toEqual([401, "refresh_invalid"]);
    expect((await me(third.accessToken)).status).toBe(401);
    expect((await refresh(tokens.refreshToken)).body.code).toBe("refresh_invalid");
  });

  it("mints nothing once a parallel sign-out has been answered", async () => {
    for (let round = 0; round < 5; round++) {
      const { tokens } = await signedIn();
      const bearer = { authorization: `Bearer ${tokens.accessToken}` };
      const refreshes = Array.from({ length: 10 }, () => refresh(tokens.refreshToken));
      const [out, ...answers] = await Promise.all([
        createVisitor().post("/api/auth/logout-all", undefined, bearer),
        ...refreshes,
      ]);
      expect(out.status).toBe(204);
      const minted = answers.filter(({ status }) => status === 200);
      for (const { body } of minted) {
        expect((await refresh(body.tokens.refreshToken)).body.code).toBe("refresh_invalid");
        expect((await me(body.tokens.accessToken)).status).toBe(401);
      }
    }
  });

  it("refuses garbage, forgeries and other tokens without asking the database", async () => {
    const { tokens } = await signedIn();
    const flipped = tokens.refreshToken.replace(/.$/, (last: string) => (last === "A" ? "B" : "A"));
    const garbage = [
      "",
      "gkr_",
      "x",
      `gkr_${"A".repeat(91)}`,
      flipped,
      tokens.accessToken,
      "gkr_\u0000",
      "g".repeat(10_000),
    ];
    for (const token of garbage) {
      const { status, body, headers } = await refresh(token);
      expect([status, body.code]).toEqual([401, "refresh_invalid"]);
      expect(headers.get("server-timing")).toContain('"0 trips"');
    }
    expect((await createVisitor().post("/api/auth/refresh")).body.code).toBe("refresh_invalid");
    expect((await refresh(7)).status).toBe(422);
    expect((await me(tokens.refreshToken)).status).toBe(401);
  });
});

describe("delivery", () => {
  it("puts tokens into HttpOnly cookies and no body, or into the body and no cookie", async () => {
    const { email } = await signedIn();
    const login = { identifier: email, password: PASSWORD };
    const cookie = await createVisitor().post("/api/auth/login", login);
    expect(cookie.body.tokens).toBeUndefined();
    const set = cookie.headers.getSetCookie();
    expect(set).toContainEqual(
      expect.stringMatching(/^genkan_at=eyJ[^;]+; Max-Age=300; Path=\/; HttpOnly; SameSite=Lax$/),
    );
    expect(set).toContainEqual(
      expect.stringMatching(
        /^genkan_rt=gkr_[^;]+; Max-Age=60\d{4}; Path=\/api\/auth; HttpOnly; SameSite=Strict$/,
      ),
    );
    expect(set).toContainEqual(
      expect.stringMatching(/^genkan_device=[^;]+; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/),
    );

    const token = await createVisitor().post("/api/auth/login", { ...login, delivery: "token" });
    expect(token.headers.getSetCookie()).toEqual([]);
    expect(token.body.tokens).toEqual({
      accessToken: expect.stringMatching(/^eyJ/),
      refreshToken: expect.stringMatching(/^gkr_/),
      tokenType: "Bearer",
      expiresIn: 300,
    });
    expect(token.headers.get("cache-control")).toBe("no-store");
  });

  it("never hands script the token that a cookie hides from it", async () => {
    const { visitor } = await signedIn();
    const browser = { origin: "http://localhost:8787", "sec-fetch-site": "same-origin" };
    const asked = await visitor.post("/api/auth/refresh", { delivery: "token" }, browser);
    expect([asked.status, asked.body.code]).toEqual([422, "validation_failed"]);
    expect(asked.body.errors).toEqual([
      { path: "delivery", code: "cookie_only", message: expect.any(String) },
    ]);
    expect((await visitor.post("/api/auth/refresh", {}, browser)).status).toBe(200);
    const program = await visitor.post("/api/auth/refresh", { delivery: "token" });
    expect([program.status, program.headers.getSetCookie()]).toEqual([200, []]);
    expect(program.body.tokens.refreshToken).toMatch(/^gkr_/);
  });

  it("names cookies with their prefixes, and marks them Secure, over https", async () => {
    const { email } = await signedIn();
    const visitor = createVisitor({ origin: "https://auth.example.com" });
    const { headers } = await visitor.post("/api/auth/login", { identifier: email, password: PASSWORD });
    expect(headers.getSetCookie().map((line) => line.replace(/=[^;]*/, ""))).toEqual([
      "__Host-genkan_at; Max-Age=300; Path=/; HttpOnly; Secure; SameSite=Lax",
      expect.stringMatching(
        /^__Secure-genkan_rt; Max-Age=60\d{4}; Path=\/api\/auth; HttpOnly; Secure; SameSite=Strict$/,
      ),
      "genkan_device; Max-Age=34560000; Path=/; HttpOnly; Secure; SameSite=Lax",
    ]);
    expect(headers.get("strict-transport-security")).toContain("max-age=31536000");
    expect((await visitor.get("/api/me")).status).toBe(200);
    expect((await visitor.post("/api/auth/refresh")).status).toBe(200);
  });

  it("takes a token from the body before the cookie, and answers in the body", async () => {
    const { visitor, tokens } = await signedIn();
    const { body, headers } = await visitor.post("/api/auth/refresh", {
      refreshToken: tokens.refreshToken,
      delivery: "cookie",
    });
    expect(body.tokens.refreshToken).toMatch(/^gkr_/);
    expect(headers.getSetCookie()).toEqual([]);
  });

  it("takes a cookie or a Bearer token, never both, and no other scheme", async () => {
    const { visitor, tokens } = await signedIn();
    expect((await visitor.get("/api/me")).status).toBe(200);
    for (const authorization of [`Bearer ${tokens.accessToken}`, "Bearer x"]) {
      expect((await visitor.get("/api/me", { authorization })).status).toBe(401);
    }
    const stranger = createVisitor();
    expect((await stranger.get("/api/me", { authorization: `bearer ${tokens.accessToken}` })).status).toBe(
      200,
    );
    for (const authorization of [
      `Basic ${tokens.accessToken}`,
      tokens.accessToken,
      "Bearer",
      "Bearer %",
      `Bearer ${"a".repeat(20_000)}`,
    ]) {
      expect((await stranger.get("/api/me", { authorization })).body.code).toBe("unauthenticated");
    }
    expect((await stranger.get(`/api/me?access_token=${tokens.accessToken}`)).status).toBe(401);
    const doubled = await stranger.get("/api/me", { cookie: `genkan_at=${tokens.accessToken}; genkan_at=x` });
    expect(doubled.status).toBe(401);
  });
});

describe("signing out", () => {
  it("ends the session at once, expires both cookies, keeps the device's, and may be repeated", async () => {
    const visitor = createVisitor();
    await signUp(visitor);
    const access = visitor.cookies.get("genkan_at") ?? "";
    const rt = visitor.cookies.get("genkan_rt");
    const out = await visitor.post("/api/auth/logout");
    expect(out.status).toBe(204);
    expect([...visitor.cookies.keys()]).toEqual(["genkan_device"]);
    expect((await me(access)).status).toBe(401);
    expect((await refresh(rt)).body.code).toBe("refresh_invalid");
    expect((await visitor.post("/api/auth/logout")).status).toBe(204);
  });

  it("signs out everywhere, sessions that are being born included", async () => {
    const { email, visitor, tokens } = await signedIn();
    const births = Array.from({ length: 5 }, () =>
      createVisitor().post("/api/auth/login", { identifier: email, password: PASSWORD, delivery: "token" }),
    );
    const out = await visitor.post("/api/auth/logout-all");
    expect(out.status).toBe(204);
    expect((await me(tokens.accessToken)).status).toBe(401);
    // Whoever was answered before the sign-out was, is out; whoever started after it is in.
    for (const { status } of await Promise.all(births)) expect([200, 503]).toContain(status);
    const later = await createVisitor().post("/api/auth/login", { identifier: email, password: PASSWORD });
    expect(later.status).toBe(200);
  });
});

describe("live verification", () => {
  it("answers the user and the session, and 401 once it has ended", async () => {
    const { tokens, session } = await signedIn();
    const bearer = { authorization: `Bearer ${tokens.accessToken}` };
    const { status, body } = await createVisitor().get("/api/auth/verify", bearer);
    expect([status, body.active, body.session.id]).toEqual([200, true, session.id]);
    await createVisitor().post("/api/auth/logout", undefined, bearer);
    expect((await createVisitor().get("/api/auth/verify", bearer)).status).toBe(401);
  });
});
