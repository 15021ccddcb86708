import { createVisitor, mailTo, newNumber, type TestVisitor } from "./visitor.ts";

export { times } from "./times.ts";

export const NEXT = "another horse, another battery";

/** What tests of codes and links do before they come to their point. */

export async function sendCode(to: string, visitor: TestVisitor = createVisitor()) {
  const channel = to.includes("@") ? "email" : "sms";
  const asked = await visitor.post("/api/auth/otp/send", { channel, to });
  const [message] = await mailTo(to);
  return { asked, challengeId: asked.body.challengeId as string, code: message?.code ?? "" };
}

export async function enterByCode(to: string, visitor: TestVisitor = createVisitor()) {
  const { challengeId, code } = await sendCode(to, visitor);
  return visitor.post("/api/auth/otp/verify", { challengeId, code });
}

export async function signUpByPhone(visitor: TestVisitor) {
  const phone = newNumber();
  const { body } = await enterByCode(phone, visitor);
  return { phone, user: body.user, session: body.session };
}

/** The token of the newest link to a page that was mailed to an address. */
export async function tokenFor(page: string, address: string): Promise<string> {
  const links = (await mailTo(address)).flatMap((message) => message.links);
  const link = links.find((each) => each.includes(`/${page}#token=`));
  return new URL(link ?? "http://none/#token=none").hash.slice("#token=".length);
}

export async function forgot(email: string, visitor: TestVisitor = createVisitor()) {
  await visitor.post("/api/auth/password/forgot", { email });
  const message = (await mailTo(email)).find(({ links }) =>
    links.some((link) => link.includes("/reset-password#")),
  );
  return { token: await tokenFor("reset-password", email), code: message?.code ?? "" };
}

/** Asks for another address; the links that went to both. */
export async function askForAddress(
  owner: TestVisitor,
  fields: { from: string; to: string; password?: string },
) {
  const { from, to, ...proof } = fields;
  const asked = await owner.post("/api/me/email", { newEmail: to, ...proof });
  const [confirm, undo] = await Promise.all([
    tokenFor("confirm-email-change", to),
    tokenFor("undo-email-change", from),
  ]);
  return { asked, confirm, undo };
}

/** Six digits that are not these. */
export function wrongCode(code: string): string {
  return code === "000000" ? "000001" : "000000";
}
