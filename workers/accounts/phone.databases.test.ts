import { describe, expect, it } from "vitest";
import { enterByCode, sendCode, signUpByPhone } from "../testing/acts.ts";
import { tallyOf } from "../testing/history.ts";
import {
  createVisitor,
  mailTo,
  newAddress,
  newNumber,
  PASSWORD,
  signUp,
  type TestVisitor,
} from "../testing/visitor.ts";
import { withSettings } from "../testing/with-settings.ts";

async function askFor(owner: TestVisitor, phone: string) {
  const asked = await owner.post("/api/me/phone", { phone });
  const [message] = await mailTo(phone);
  return { asked, proof: { challengeId: asked.body.challengeId, code: message?.code } };
}

describe("the phone number", () => {
  it("is set by the code that was sent to it, in any spelling, and signs in from then on", async () => {
    const owner = createVisitor();
    const { email, user } = await signUp(owner);
    const phone = newNumber();
    const spelled = `${phone.slice(0, 3)} (${phone.slice(3, 5)}) ${phone.slice(5, 9)}-${phone.slice(9)}`;
    const asked = await owner.post("/api/me/phone", { phone: spelled });
    expect([asked.status, asked.body]).toEqual([
      202,
      { challengeId: expect.stringMatching(/^otp_/), expiresIn: 300, resendIn: 60 },
    ]);
    expect((await owner.get("/api/me")).body.user.phone).toBeNull();
    const proof = { challengeId: asked.body.challengeId, code: (await mailTo(phone))[0]?.code };
    const confirmed = await owner.post("/api/me/phone/confirm", proof);
    expect([confirmed.status, confirmed.body]).toEqual([
      200,
      { user: { ...user, phone, phoneVerified: true } },
    ]);
    expect((await mailTo(email))[0]?.text).not.toContain(phone);
    expect((await enterByCode(phone)).body).toMatchObject({
      newUser: false,
      user: { id: user.id },
      session: { method: "sms_otp" },
    });
    expect(await tallyOf(user.id)).toMatchObject({ phone_changed: 1, code_sent: 2 });
  });

  it("of another account is refused, and the code waits until it is free", async () => {
    const holder = createVisitor();
    const { phone } = await signUpByPhone(holder);
    const owner = createVisitor();
    const { email, user } = await signUp(owner);
    const { asked, proof } = await askFor(owner, phone);
    expect(asked.status).toBe(202);
    const refused = await owner.post("/api/me/phone/confirm", proof);
    expect([refused.status, refused.body.code, refused.body.errors]).toEqual([
      422,
      "validation_failed",
      [{ path: "phone", code: "phone_in_use", message: expect.any(String) }],
    ]);
    expect((await tallyOf(user.id)).phone_changed).toBeUndefined();
    expect(await mailTo(email)).toHaveLength(1);

    const newEmail = newAddress();
    await holder.post("/api/me/email", { newEmail });
    const [mail] = await mailTo(newEmail);
    const token = new URL(mail?.links.find((link) => link.includes("#token=")) ?? "").hash.slice(7);
    await createVisitor().post("/api/auth/email/change/confirm", { token });
    expect((await holder.send("DELETE", "/api/me/phone")).status).toBe(200);
    expect((await owner.post("/api/me/phone/confirm", proof)).body.user.phone).toBe(phone);
  });

  it("is replaced by a newer one, and only the newest request counts", async () => {
    const owner = createVisitor();
    const { user } = await signUp(owner);
    const [first, second] = [newNumber(), newNumber()];
    const older = await askFor(owner, first);
    const newer = await askFor(owner, second);
    expect((await owner.post("/api/me/phone/confirm", older.proof)).body.code).toBe("invalid_token");
    expect((await owner.post("/api/me/phone/confirm", newer.proof)).body.user.phone).toBe(second);
    expect((await enterByCode(second)).body.user.id).toBe(user.id);
    const third = await askFor(owner, first);
    expect((await owner.post("/api/me/phone/confirm", third.proof)).body.user.phone).toBe(first);
    expect((await enterByCode(second)).body).toMatchObject({ newUser: true });
  });

  it("is removed with the codes that were sent to it; harmless to repeat; and mailed", async () => {
    const owner = createVisitor();
    const { email, user } = await signUp(owner);
    const phone = newNumber();
    const { proof } = await askFor(owner, phone);
    await owner.post("/api/me/phone/confirm", proof);
    const { challengeId, code } = await sendCode(phone);
    const removed = await owner.send("DELETE", "/api/me/phone");
    expect([removed.status, removed.body]).toEqual([200, { user }]);
    expect((await owner.send("DELETE", "/api/me/phone")).body).toEqual({ user });
    expect((await createVisitor().post("/api/auth/otp/verify", { challengeId, code })).status).toBe(400);
    expect(await mailTo(email)).toHaveLength(3);
    expect(await tallyOf(user.id)).toMatchObject({ phone_changed: 2 });
  });

  it("stays while it is the only way in", async () => {
    const owner = createVisitor();
    const { phone } = await signUpByPhone(owner);
    const { status, body } = await owner.send("DELETE", "/api/me/phone");
    expect([status, body.errors]).toEqual([
      422,
      [{ path: "phone", code: "last_way_in", message: expect.any(String) }],
    ]);
    expect((await owner.get("/api/me")).body.user.phone).toBe(phone);
  });

  it("has to be one", async () => {
    const owner = createVisitor();
    await signUp(owner);
    for (const phone of ["", "12345", "+1", "+81 3 1234", "ada@example.com", "+8190\u0000123456"]) {
      const { status, body } = await owner.post("/api/me/phone", { phone });
      expect([status, body.errors?.[0]?.code]).toEqual([422, "invalid_phone"]);
    }
    for (const phone of [819012345678, null, ["+819012345678"], {}]) {
      const { status, body } = await owner.post("/api/me/phone", { phone });
      expect([status, body.errors?.[0]?.code]).toEqual([422, "invalid_type"]);
    }
    expect((await createVisitor().post("/api/me/phone", { phone: newNumber() })).status).toBe(401);
  });
});

describe("an account that has a number only", () => {
  it("signs in, proves again who it is, and leaves, without any mail", async () => {
    const fetch = withSettings({ REAUTH_WINDOW: "1s" });
    const owner = createVisitor({ fetch });
    const { phone, user } = await signUpByPhone(owner);
    expect(user).toMatchObject({ email: null, emailVerified: false, phone, phoneVerified: true });
    const stranger = createVisitor();
    expect((await enterByCode(phone, stranger)).body.user.id).toBe(user.id);
    const byMail = await owner.post("/api/me/reauth/send", { channel: "email" });
    expect([byMail.status, byMail.body.errors?.[0]?.code]).toEqual([422, "not_set"]);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect((await owner.send("DELETE", "/api/me")).body.code).toBe("reauth_required");
    const asked = await owner.post("/api/me/reauth/send", { channel: "sms" });
    const [message] = await mailTo(phone);
    const proof = { challengeId: asked.body.challengeId, code: message?.code };
    expect((await owner.post("/api/me/reauth", proof)).status).toBe(200);
    expect((await owner.post("/api/me/password", { newPassword: PASSWORD })).status).toBe(200);
    expect((await owner.send("DELETE", "/api/me", { password: PASSWORD })).status).toBe(202);
    expect((await stranger.get("/api/me")).status).toBe(401);
    expect((await enterByCode(phone)).body).toMatchObject({ newUser: false, user: { id: user.id } });
    expect(await tallyOf(user.id)).toMatchObject({
      sign_up: 1,
      sign_in: 3,
      password_changed: 1,
      deletion_scheduled: 1,
      deletion_cancelled: 1,
    });
    expect(new Set((await mailTo(phone)).map(({ to }) => to))).toEqual(new Set([phone]));
  });
});
