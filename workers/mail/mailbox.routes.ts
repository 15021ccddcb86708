import { getCookie } from "hono/cookie";
import { isTheme, THEME_COOKIE } from "../../web/src/theme-cookie.ts";
import { AppError } from "../shared/errors.ts";
import { createRouter } from "../shared/http.ts";
import { mailboxPage } from "./mailbox-page.ts";

/** The developer's mailbox: what was mailed or texted, with its links and codes, without any account anywhere. In development only (match-route). */
export const mailboxRoutes = createRouter();

mailboxRoutes.get("/__dev/mail", async (c) => {
  const messages = await c.get("services").outbox.mailbox(c.req.query("to"));
  return c.json({ messages: messages.map(({ language: _, ...message }) => message) });
});

mailboxRoutes.delete("/__dev/mail", async (c) => {
  await c.get("services").outbox.clear();
  return c.body(null, 204);
});

mailboxRoutes.get("/__dev", async (c) => {
  const { outbox, config } = c.get("services");
  const to = c.req.query("to")?.trim() || undefined;
  const theme = getCookie(c, THEME_COOKIE);
  const page = mailboxPage(await outbox.mailbox(to), {
    appName: config.APP_NAME,
    mailFrom: config.MAIL_FROM,
    to,
    chosen: c.req.query("message"),
    theme: isTheme(theme) ? theme : undefined,
  });
  return c.html(page);
});

/** What the button of the page does. */
mailboxRoutes.post("/__dev/empty", async (c) => {
  await c.get("services").outbox.clear();
  return c.redirect("/__dev", 303);
});

/** A mail as its reader sees it, but that its links open beside it: what is in the frame may not leave it. */
mailboxRoutes.get("/__dev/messages/:id", async (c) => {
  const messages = await c.get("services").outbox.mailbox();
  const mail = messages.find(({ id, channel }) => id === c.req.param("id") && channel === "email");
  if (!mail) throw new AppError("not_found");
  return c.html(mail.html.replace("<head>", '<head>\n    <base target="_blank">'));
});

for (const file of ["/__dev/style.css", "/__dev/mailbox.js", "/__dev/mark.svg"]) {
  mailboxRoutes.get(file, (c) => c.get("services").assets.fetch(c.req.raw));
}
