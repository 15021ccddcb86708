import { createRouter } from "../shared/http.ts";
import { MAILBOX_CSS, mailboxPage } from "./mailbox-page.ts";

/** The developer's mailbox: what was mailed or texted, with its links and codes, without any account anywhere. In development only (match-route). */
export const mailboxRoutes = createRouter();

mailboxRoutes.get("/__dev/mail", async (c) =>
  c.json({ messages: await c.get("services").outbox.mailbox(c.req.query("to")) }),
);

mailboxRoutes.delete("/__dev/mail", async (c) => {
  await c.get("services").outbox.clear();
  return c.body(null, 204);
});

mailboxRoutes.get("/__dev", async (c) => {
  const { outbox, config } = c.get("services");
  const origin = new URL(c.req.url).origin;
  return c.html(mailboxPage(await outbox.mailbox(), { appName: config.APP_NAME, origin }));
});

mailboxRoutes.get("/__dev/style.css", (c) =>
  c.body(MAILBOX_CSS, 200, { "Content-Type": "text/css; charset=utf-8" }),
);
