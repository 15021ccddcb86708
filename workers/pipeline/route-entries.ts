import type { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../shared/http.ts";
import type { RouteEntry } from "../shared/route-table.ts";

/** The routes of an app, with what their documentation says of them. */
export function routeEntries(app: OpenAPIHono<AppEnv>): RouteEntry[] {
  const documented = new Map(
    app.openAPIRegistry.definitions.flatMap((definition) => {
      if (definition.type !== "route") return [];
      const { method, path, security, request } = definition.route;
      const template = path.replaceAll(/\{(\w+)\}/g, ":$1");
      const signedIn = (security ?? []).length > 0;
      return [
        [`${method.toUpperCase()} ${template}`, { signedIn, bodyRequired: request?.body?.required ?? false }],
      ];
    }),
  );
  // A path with validators stands once for each of them.
  const unique = new Map(
    app.routes.map(({ method, path }) => [`${method} ${path}`, { method, template: path }]),
  );
  return [...unique].map(([name, entry]) => ({
    ...entry,
    ...(documented.get(name) ?? { signedIn: false, bodyRequired: false }),
  }));
}
