import { createRoute, z } from "@hono/zod-openapi";
import type { UserRow } from "../db/tables.ts";
import { visitorOf } from "../sessions/visitor.ts";
import { answer, caller, createRouter, jsonBody, SIGNED_IN } from "../shared/http.ts";
import { LANGUAGES, languageNamed } from "../shared/language.ts";
import { BODY_FAILURES, fails } from "../shared/problem.ts";

const ChosenLanguage = z
  .enum(LANGUAGES)
  .nullable()
  .openapi({ description: "What mails and SMS are written in; `null`: in whatever the browser asks for" });

const Preferences = z.object({ language: ChosenLanguage }).openapi("Preferences");

const read = createRoute({
  method: "get",
  path: "/api/me/preferences",
  tags: ["account"],
  summary: "What one has chosen for one's account",
  security: SIGNED_IN,
  responses: { 200: answer("The choices", Preferences), ...fails("unauthenticated", "unavailable") },
});

const change = createRoute({
  method: "patch",
  path: "/api/me/preferences",
  tags: ["account"],
  summary: "Choose the language of one's mails",
  security: SIGNED_IN,
  request: jsonBody(z.strictObject({ language: ChosenLanguage.optional() })),
  responses: {
    200: answer("The choices as they are now", Preferences),
    ...fails(...BODY_FAILURES, "unauthenticated", "unavailable"),
  },
});

export const preferencesRoutes = createRouter()
  .openapi(read, (c) => c.json(preferencesView(caller(c).user), 200))
  .openapi(change, async (c) => {
    const { language } = c.req.valid("json");
    const wanted = language === undefined ? {} : { language };
    const user = await c.get("services").profile.change(caller(c), wanted, visitorOf(c.req.raw));
    return c.json(preferencesView(user), 200);
  });

function preferencesView({ language }: UserRow) {
  return { language: languageNamed(language) };
}
