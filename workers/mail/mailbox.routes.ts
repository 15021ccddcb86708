import { createMiddleware } from "hono/factory";
import { AppError } from "../shared/errors.ts";
import { type AppEnv, createRouter } from "../shared/http.ts";
import { MAILBOX_CSS, mailboxPage } from "./mailbox-page.ts";

/** In production nothing of this exists. */
const developmentOnly = createMiddleware<AppEnv>(async (c, next) => {
  if (c.get("services").config.ENVIRONMENT !== "development") throw new AppError("not_found");
  await next();
});

/** The developer's mailbox: what was mailed, with its links and codes, without any account anywhere. */
export const mailboxRoutes = createRouter();

mailboxRoutes.get("/__dev/mail", developmentOnly, async (c) =>
  c.json({ messages: await c.get("services").outbox.mailbox(c.req.query("to")) }),
);

mailboxRoutes.delete("/__dev/mail", developmentOnly, async (c) => {
  await c.get("services").outbox.clear();
  return c.body(null, 204);
});

mailboxRoutes.get("/__dev", developmentOnly, async (c) => {
  const { outbox, config } = c.get("services");
  const origin = new URL(c.req.url).origin;
  return c.html(mailboxPage(await outbox.mailbox(), { appName: config.APP_NAME, origin }));
});

mailboxRoutes.get("/__dev/style.css", developmentOnly, (c) =>
  c.body(MAILBOX_CSS, 200, { "Content-Type": "text/css; charset=utf-8" }),
);
