import type { OpenAPIHono } from "@hono/zod-openapi";
import { ADMIN, type AppEnv, FEED, SIGNED_IN, WITH_SESSIONS } from "../shared/http.ts";
import type { Access, RouteEntry } from "../shared/route-table.ts";

type Documentation = Pick<RouteEntry, "access" | "withSessions" | "bodyRequired">;

const UNDOCUMENTED: Documentation = { access: "anyone", withSessions: false, bodyRequired: false };

/** Whose a folder is: a route in it whose documentation says otherwise keeps the Worker from starting. */
const FOLDERS: [folder: RegExp, access: Access][] = [
  [/^\/api\/me(\/|$)/, "user"],
  [/^\/api\/admin(\/|$)/, "operator"],
  [/^\/api\/feed(\/|$)/, "feed"],
];

/** They show a token of the operator's making, and have folders of their own. */
const HOLDERS: Access[] = ["operator", "feed"];

/** The routes of an app, with what their documentation says of them. Throws when one is open to the wrong caller. */
export function routeEntries(app: OpenAPIHono<AppEnv>): RouteEntry[] {
  const documented = new Map(
    app.openAPIRegistry.definitions.flatMap((definition): [string, Documentation][] => {
      if (definition.type !== "route") return [];
      const { method, path, security, request, ...rest } = definition.route;
      const template = path.replaceAll(/\{(\w+)\}/g, ":$1");
      const documentation = {
        access: accessOf(security),
        withSessions: Object.keys(WITH_SESSIONS).every((key) => key in rest),
        bodyRequired: request?.body?.required ?? false,
      };
      return [[`${method.toUpperCase()} ${template}`, documentation]];
    }),
  );
  // A path with validators stands once for each of them.
  const unique = new Map(
    app.routes.map(({ method, path }) => [`${method} ${path}`, { method, template: path }]),
  );
  const entries = [...unique].map(([name, entry]) => ({
    ...entry,
    ...(documented.get(name) ?? UNDOCUMENTED),
  }));
  for (const { method, template, access } of entries) {
    const wanted = FOLDERS.find(([folder]) => folder.test(template))?.[1];
    const isMisplaced = wanted === undefined ? HOLDERS.includes(access) : access !== wanted;
    if (isMisplaced)
      throw new Error(`${method} ${template} is documented for "${access}": its security is wrong`);
  }
  return entries;
}

function accessOf(security: Record<string, string[]>[] = []): Access {
  if (security.length === 0) return "anyone";
  if (isSame(security, SIGNED_IN)) return "user";
  if (isSame(security, ADMIN)) return "operator";
  if (isSame(security, FEED)) return "feed";
  throw new Error("a route's security is SIGNED_IN, ADMIN, FEED or nothing");
}

function isSame(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
