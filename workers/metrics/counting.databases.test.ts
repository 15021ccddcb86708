import { afterAll, afterEach, describe, expect, it } from "vitest";
import { askForAddress, forgot, sendCode, times, tokenFor, wrongCode } from "../testing/acts.ts";
import { startCounting } from "../testing/counted.ts";
import { OPERATOR } from "../testing/operator.ts";
import { bearer, browser, closeAll, connect, hubsSettle, type TestSocket } from "../testing/socket.ts";
import {
  createVisitor,
  mailedToken,
  mailTo,
  newAddress,
  newNumber,
  PASSWORD,
  signUp,
  type TestVisitor,
} from "../testing/visitor.ts";
import { withSettings } from "../testing/with-settings.ts";

const NEXT = "another horse, another battery";

/** Answers when everything is counted. */
const fetch = withSettings({});
/** The limits of real life; the test run's own are a thousand times wider. */
const strict = withSettings({ LIMIT_SCALE: "1" });

const someone = () => createVisitor({ fetch });
let last = 0;
/** Somebody at an address of his own. */
const stranger = () =>
  createVisitor({ fetch: strict, headers: { "cf-connecting-ip": `203.0.113.${++last}` } });

/** Exactly what an act adds to all counters of what features do. */
async function counting(act: () => Promise<unknown>): Promise<Record<string, number>> {
  const counted = await startCounting();
  await act();
  return counted();
}

const logIn = (visitor: TestVisitor, identifier: string, password = PASSWORD, delivery = "cookie") =>
  visitor.post("/api/auth/login", { identifier, password, delivery });

/** An account with so many sessions, one of them the owner's. */
async function account(sessions: number) {
  const owner = someone();
  const { email, user } = await signUp(owner);
  for (let others = 1; others < sessions; others++) await logIn(someone(), email);
  return { email, user, owner };
}

const HASHED = { "password_hash hash submitted": 1, "password_hash hash completed": 1 };
const VERIFIED = { "password_hash verify submitted": 1, "password_hash verify completed": 1 };
const FROM_NEW_DEVICE = { "codes disown email requested": 1, "emails new_device dev sent": 1 };

function failure(method: string, reason: string, count = 1) {
  return { [`login_attempts ${method} failure ${reason}`]: count };
}

function entry(method: string) {
  return { [`login_attempts ${method} success none`]: 1, [`sessions_created ${method}`]: 1 };
}

describe("a sign-up", () => {
  it("is requested, whoever has the address", async () => {
    const { email: taken } = await signUp(someone());
    const requested = { "registrations requested": 1, "codes sign_up email requested": 1, ...HASHED };
    for (const [email, template] of [
      [newAddress(), "verify_email"],
      [taken, "already_registered"],
    ]) {
      expect(await counting(() => someone().post("/api/auth/signup", { email, password: PASSWORD }))).toEqual(
        { ...requested, [`emails ${template} dev sent`]: 1 },
      );
    }
  });

  it("is refused for what its sender can mend, and nothing for what nobody can read", async () => {
    await signUp(someone(), { username: "counted" });
    const refused = { "registrations refused": 1 };
    const body = { email: newAddress(), password: PASSWORD };
    const attempt = (fields: unknown) => counting(() => someone().post("/api/auth/signup", fields));
    expect(await attempt({ ...body, password: "short" })).toEqual(refused);
    expect(await attempt({ ...body, email: "nobody" })).toEqual(refused);
    expect(await attempt({ ...body, username: "Counted" })).toEqual(refused);
    expect(await attempt("{")).toEqual({});
  });

  it("is completed once, by the link that makes the account", async () => {
    const email = newAddress();
    await someone().post("/api/auth/signup", { email, password: PASSWORD });
    const token = await mailedToken(email);
    const confirm = () => someone().post("/api/auth/email/verify", { token });
    expect(await counting(confirm)).toEqual({
      ...entry("email_verification"),
      "registrations completed": 1,
      "codes sign_up email used": 1,
    });
    expect(await counting(confirm)).toEqual({
      ...failure("email_verification", "token_spent"),
      "codes sign_up email failed": 1,
    });
  });

  it("is completed once, of ten clicks at once", async () => {
    const email = newAddress();
    await someone().post("/api/auth/signup", { email, password: PASSWORD });
    const token = await mailedToken(email);
    const clicks = () => times(10, () => someone().post("/api/auth/email/verify", { token }));
    expect(await counting(clicks)).toEqual({
      ...entry("email_verification"),
      ...failure("email_verification", "token_spent", 9),
      "registrations completed": 1,
      "codes sign_up email used": 1,
      "codes sign_up email failed": 9,
    });
  });
});

describe("a sign-in by password", () => {
  it("is a success or a failure, unknown identifiers counted like known ones", async () => {
    const { email } = await signUp(someone());
    for (const identifier of [email, newAddress()]) {
      expect(await counting(() => logIn(someone(), identifier, "wrong"))).toEqual({
        ...failure("password", "invalid_credentials"),
        ...VERIFIED,
      });
    }
    expect(await counting(() => logIn(someone(), email))).toEqual({
      ...entry("password"),
      ...VERIFIED,
      ...FROM_NEW_DEVICE,
    });
  });

  it("is none when it can't be read", async () => {
    expect(await counting(() => someone().post("/api/auth/login", { identifier: "a" }))).toEqual({});
    expect(await counting(() => someone().post("/api/auth/login", "["))).toEqual({});
  });

  it("to an address not proved yet fails, and mails a new link", async () => {
    const email = newAddress();
    await someone().post("/api/auth/signup", { email, password: PASSWORD });
    expect(await counting(() => logIn(someone(), email))).toEqual({
      ...failure("password", "email_unverified"),
      ...VERIFIED,
      "codes sign_up email requested": 1,
      "emails verify_email dev sent": 1,
    });
  });

  it("closes its lane once, and is refused from then on", async () => {
    const { email } = await signUp(someone());
    const guesser = stranger();
    const guess = async () => {
      for (let tries = 0; tries < 7; tries++) await logIn(guesser, email, "wrong");
    };
    expect(await counting(guess)).toEqual({
      ...failure("password", "invalid_credentials", 5),
      ...failure("password", "rate_limited", 2),
      "password_hash verify submitted": 5,
      "password_hash verify completed": 5,
      "lockouts pair": 1,
      "rate_limited /api/auth/login lockout": 2,
    });
  });

  it("closes the lane of a known browser by itself", async () => {
    const { email } = await signUp(someone());
    const owner = stranger();
    await logIn(owner, email);
    const guess = () => times(6, () => logIn(owner, email, "wrong"));
    expect(await counting(guess)).toMatchObject({
      "lockouts device": 1,
      "rate_limited /api/auth/login lockout": 1,
    });
  });

  it("closes a client that tries one account after another", async () => {
    const sprayer = stranger();
    const spray = async () => {
      for (let tries = 0; tries < 21; tries++) await logIn(sprayer, newAddress(), "wrong");
    };
    expect(await counting(spray)).toMatchObject({
      ...failure("password", "invalid_credentials", 20),
      ...failure("password", "rate_limited"),
      "lockouts client": 1,
      "rate_limited /api/auth/login lockout": 1,
    });
  });
});

describe("a sign-in by code or link", () => {
  it.each([
    ["email_otp", "email", "sign_in_code", newAddress],
    ["sms_otp", "sms", "sms_code", newNumber],
  ])("%s is counted by its way and by what becomes of the code", async (method, channel, template, one) => {
    const to = one();
    const visitor = someone();
    let sent = { challengeId: "", code: "" };
    expect(await counting(async () => (sent = await sendCode(to, visitor)))).toEqual({
      [`codes ${method} ${channel} requested`]: 1,
      [`emails ${template} dev sent`]: 1,
    });
    const { challengeId, code } = sent;
    const verify = (given: string) =>
      counting(() => visitor.post("/api/auth/otp/verify", { challengeId, code: given }));
    expect(await verify(wrongCode(code))).toEqual({
      ...failure(method, "invalid_token"),
      [`codes ${method} ${channel} failed`]: 1,
    });
    expect(await verify(code)).toEqual({
      ...entry(method),
      "registrations completed": 1,
      [`codes ${method} ${channel} used`]: 1,
    });
    expect(await verify(code)).toEqual({
      ...failure(method, "token_spent"),
      [`codes ${method} ${channel} failed`]: 1,
    });
  });

  it("of nobody's challenge is taken for one by mail", async () => {
    const body = { challengeId: "otp_nothing", code: "123456" };
    expect(await counting(() => someone().post("/api/auth/otp/verify", body))).toEqual({
      ...failure("email_otp", "invalid_token"),
      "codes email_otp email failed": 1,
    });
  });

  it("magic_link makes no second account", async () => {
    const { email } = await signUp(someone());
    expect(await counting(() => someone().post("/api/auth/magic-link/send", { email }))).toEqual({
      "codes magic_link email requested": 1,
      "emails magic_link dev sent": 1,
    });
    const token = await mailedToken(email);
    const enter = (given: string) =>
      counting(() => someone().post("/api/auth/magic-link/verify", { token: given }));
    expect(await enter(token)).toEqual({
      ...entry("magic_link"),
      ...FROM_NEW_DEVICE,
      "codes magic_link email used": 1,
    });
    expect(await enter("garbage")).toEqual({
      ...failure("magic_link", "invalid_token"),
      "codes magic_link email failed": 1,
    });
  });
});

describe("a refresh", () => {
  async function tokens() {
    const { email } = await signUp(someone());
    const { body } = await logIn(someone(), email, PASSWORD, "token");
    return body.tokens.refreshToken as string;
  }
  const refresh = async (refreshToken: string) =>
    (await someone().post("/api/auth/refresh", { refreshToken })).body.tokens?.refreshToken as string;

  it("is a success, a repetition, or nothing that we gave out", async () => {
    const first = await tokens();
    expect(await counting(() => refresh(first))).toEqual({ "token_refresh success": 1 });
    expect(await counting(() => refresh(first))).toEqual({ "token_refresh repeated": 1 });
    expect(await counting(() => refresh("garbage"))).toEqual({ "token_refresh invalid": 1 });
    expect(await counting(() => someone().post("/api/auth/refresh"))).toEqual({
      "token_refresh invalid": 1,
    });
  });

  it("with an old token ends its session once, whoever else tries", async () => {
    const stolen = await tokens();
    await refresh(await refresh(stolen));
    expect(await counting(() => refresh(stolen))).toEqual({
      "token_refresh reused": 1,
      refresh_reuse_detected: 1,
      "sessions_revoked reuse": 1,
      "emails session_revoked dev sent": 1,
    });
    expect(await counting(() => times(3, () => refresh(stolen)))).toEqual({ "token_refresh invalid": 3 });
  });

  it("that the flood guard refuses was limited", async () => {
    // A stand-in for the platform's limiter, which takes sixty of them until it refuses; it is tested with the guards.
    const full = withSettings({
      LIMIT_SCALE: "1",
      REQUEST_GUARD: { limit: async () => ({ success: false }) },
    });
    const send = () => createVisitor({ fetch: full }).post("/api/auth/refresh", { refreshToken: "garbage" });
    expect(await counting(send)).toEqual({
      "token_refresh limited": 1,
      "rate_limited /api/auth/refresh flood": 1,
    });
  });
});

describe("sessions that end", () => {
  it("are those that did, by their reason", async () => {
    const { owner } = await account(3);
    expect(await counting(() => owner.send("DELETE", "/api/me/sessions"))).toEqual({
      "sessions_revoked ended_by_user": 2,
    });
    expect(await counting(() => owner.send("DELETE", "/api/me/sessions"))).toEqual({});
    const cookies = new Map(owner.cookies);
    expect(await counting(() => owner.post("/api/auth/logout"))).toEqual({ "sessions_revoked logout": 1 });
    for (const [name, value] of cookies) owner.cookies.set(name, value);
    expect(await counting(() => owner.post("/api/auth/logout"))).toEqual({});
  });

  it("are all of them when everything is logged out", async () => {
    const { owner } = await account(3);
    expect(await counting(() => owner.post("/api/auth/logout-all"))).toEqual({
      "sessions_revoked logout_all": 3,
    });
  });

  it("are the others when the password changes", async () => {
    const { owner } = await account(3);
    const change = { currentPassword: PASSWORD, newPassword: NEXT };
    expect(await counting(() => owner.post("/api/me/password", change))).toEqual({
      ...VERIFIED,
      ...HASHED,
      "sessions_revoked password_changed": 2,
      "emails password_changed dev sent": 1,
    });
  });

  it("are all when it is reset, and a wrong code is no reset", async () => {
    const { email } = await account(2);
    let code = "";
    expect(await counting(async () => ({ code } = await forgot(email, someone())))).toEqual({
      "codes password_reset email requested": 1,
      "emails password_reset dev sent": 1,
    });
    const reset = (given: string) =>
      counting(() => someone().post("/api/auth/password/reset", { email, code: given, password: NEXT }));
    expect(await reset(wrongCode(code))).toEqual({ "codes password_reset email failed": 1 });
    expect(await reset(code)).toEqual({
      ...HASHED,
      "codes password_reset email used": 1,
      "sessions_revoked password_reset": 2,
      "emails password_changed dev sent": 1,
    });
  });

  it("give way to the next beyond the cap", async () => {
    const { email } = await account(10);
    expect(await counting(() => logIn(someone(), email))).toEqual({
      ...entry("password"),
      ...VERIFIED,
      ...FROM_NEW_DEVICE,
      "sessions_revoked evicted": 1,
    });
  });

  it("are left behind by a browser that signs in anew", async () => {
    const { email, owner } = await account(1);
    expect(await counting(() => logIn(owner, email))).toEqual({
      ...entry("password"),
      ...VERIFIED,
      "sessions_revoked logout": 1,
    });
  });

  it("are an operator's act, who lets nobody in until it is undone", async () => {
    const { email, user } = await account(2);
    const act = (name: string) =>
      counting(() => someone().post(`/api/admin/users/${user.id}/${name}`, undefined, OPERATOR));
    expect(await act("disable")).toEqual({
      "operator_acts disable": 1,
      "sessions_revoked account_disabled": 2,
    });
    expect(await counting(() => logIn(someone(), email))).toEqual({
      ...failure("password", "account_disabled"),
      ...VERIFIED,
    });
    expect(await act("enable")).toEqual({ "operator_acts enable": 1 });
    expect(await act("reset")).toEqual({
      "operator_acts reset": 1,
      "codes password_reset email requested": 1,
      "emails password_reset dev sent": 1,
    });
  });
});

describe("a mailed link", () => {
  const use = (path: string, token: string) => counting(() => someone().post(`/api/auth/${path}`, { token }));

  it("to another address is counted with its way back, and either ends what it ends", async () => {
    const { email, owner } = await account(3);
    const to = newAddress();
    let links = { confirm: "", undo: "" };
    const ask = async () => {
      links = await askForAddress(owner, { from: email, to, password: PASSWORD });
    };
    expect(await counting(ask)).toEqual({
      ...VERIFIED,
      "codes email_change email requested": 1,
      "codes email_undo email requested": 1,
      "emails email_change dev sent": 1,
      "emails email_change_notice dev sent": 1,
    });
    expect(await use("email/change/confirm", links.confirm)).toEqual({
      "codes email_change email used": 1,
      "sessions_revoked email_changed": 2,
      "emails email_changed dev sent": 1,
    });
    expect(await use("email/change/confirm", links.confirm)).toEqual({
      "codes email_change email failed": 1,
    });
    expect(await use("email/change/undo", links.undo)).toEqual({
      "codes email_undo email used": 1,
      "sessions_revoked email_change_undone": 1,
      "emails email_change_reverted dev sent": 1,
    });
  });

  it("that disowns a session ends that one", async () => {
    const { email } = await account(2);
    const token = await tokenFor("not-me", email);
    expect(await use("session/disown", token)).toEqual({
      "codes disown email used": 1,
      "sessions_revoked disowned": 1,
      "codes password_reset email requested": 1,
      "emails password_reset dev sent": 1,
    });
  });
});

describe("leaving", () => {
  it("ends every session, and coming back is no new account", async () => {
    const { email, owner } = await account(2);
    expect(await counting(() => owner.send("DELETE", "/api/me", { password: PASSWORD }))).toEqual({
      ...VERIFIED,
      "sessions_revoked account_deleted": 2,
      "emails deletion_scheduled dev sent": 1,
    });
    expect(await counting(() => logIn(owner, email))).toEqual({ ...entry("password"), ...VERIFIED });
  });
});

describe("a code to prove oneself again", () => {
  it("is counted by where it went", async () => {
    const { owner } = await account(1);
    const phone = newNumber();
    const added = await owner.post("/api/me/phone", { phone });
    const confirm = { challengeId: added.body.challengeId, code: (await mailTo(phone))[0]?.code };
    expect(await counting(() => owner.post("/api/me/phone/confirm", confirm))).toEqual({
      "codes phone_change sms used": 1,
      "emails phone_changed dev sent": 1,
    });
    const asked = await owner.post("/api/me/reauth/send", { channel: "sms" });
    const code = (await mailTo(phone))[0]?.code ?? "";
    const prove = (given: string) =>
      counting(() => owner.post("/api/me/reauth", { challengeId: asked.body.challengeId, code: given }));
    expect(await prove(wrongCode(code))).toEqual({ "codes reauth sms failed": 1 });
    expect(await prove(code)).toEqual({ "codes reauth sms used": 1 });
  });
});

describe("what is over a limit", () => {
  it("is counted by its route and by the limit", async () => {
    const crowd = stranger();
    const ask = () => crowd.post("/api/auth/signup", { email: newAddress(), password: PASSWORD });
    for (let n = 0; n < 3; n++) await ask();
    expect(await counting(ask)).toEqual({
      "registrations refused": 1,
      "rate_limited /api/auth/signup counter": 1,
    });
    const email = newAddress();
    await stranger().post("/api/auth/magic-link/send", { email });
    expect(await counting(() => stranger().post("/api/auth/magic-link/send", { email }))).toEqual({
      "rate_limited /api/auth/magic-link/send counter": 1,
    });
  });
});

describe("sockets", () => {
  const opened: TestSocket[] = [];
  afterEach(() => closeAll(opened));
  afterAll(hubsSettle);

  async function open(visitor: TestVisitor, service = fetch) {
    const socket = await connect("/ws", browser(visitor), service);
    opened.push(socket);
    await socket.next("connected");
    return socket;
  }

  it("open, say what nobody understands, prove themselves, and close", async () => {
    const { email } = await signUp(someone());
    const { body } = await logIn(someone(), email, PASSWORD, "token");
    const access = bearer(body.tokens.accessToken);
    const counted = await startCounting();
    const socket = await connect("/ws", access, fetch);
    opened.push(socket);
    await socket.next("connected");
    socket.send("{");
    await socket.next("error");
    socket.send({ type: "reauth", access: "nonsense" });
    await socket.next("error");
    socket.send({ type: "reauth", access: body.tokens.accessToken });
    await socket.next("reauth_success");
    socket.send({ type: "echo", payload: "x".repeat(20_000) });
    await socket.closed();
    await expect.poll(counted, { timeout: 5_000 }).toEqual({
      "ws_events opened": 1,
      "ws_events bad_frame": 1,
      "ws_events reauth_refused": 1,
      "ws_events reauthenticated": 1,
      "ws_events too_large": 1,
      "ws_events closed": 1,
    });
  });

  it("flood", async () => {
    const { owner } = await account(1);
    const counted = await startCounting();
    const socket = await open(owner, strict);
    for (let frame = 0; frame < 120; frame++) socket.send({ type: "ping" });
    await socket.closed(20_000);
    await expect.poll(counted, { timeout: 5_000 }).toEqual({
      "ws_events opened": 1,
      "ws_events flooded": 50,
      "ws_events closed": 1,
    });
  });

  it("are revoked with their session, which is told to their hub once", async () => {
    const { owner } = await account(1);
    const counted = await startCounting();
    const sockets = await times(3, () => open(owner));
    await owner.post("/api/auth/logout");
    for (const socket of sockets) await socket.closed();
    await expect.poll(counted, { timeout: 5_000 }).toEqual({
      "ws_events opened": 3,
      "ws_events revoked": 3,
      "ws_events closed": 3,
      "ws_events push_delivered": 1,
      "sessions_revoked logout": 1,
    });
  });

  it("are as many as a session may have", async () => {
    const { owner } = await account(1);
    const counted = await startCounting();
    await times(20, () => open(owner, strict));
    await connect("/ws", browser(owner), strict).catch(() => undefined);
    await expect.poll(counted, { timeout: 5_000 }).toEqual({
      "ws_events opened": 20,
      "rate_limited /ws socket": 1,
      "ws_events push_delivered": 1,
    });
  });
});
