/** Who may call: anyone, somebody with a live session, whoever runs the service, or a server that takes its tokens. */
export type Access = "anyone" | "user" | "operator" | "feed";

export interface RouteEntry {
  method: string;
  /** `/api/me/sessions/:id`: one parameter stands for one non-empty segment in which nothing is encoded. */
  template: string;
  access: Access;
  /** Authenticating reads all live sessions of the caller, not only the one in use. */
  withSessions: boolean;
  /** Needs a JSON body, not merely takes one. */
  bodyRequired: boolean;
}

export type RouteMatch =
  | { found: "route"; route: RouteEntry; methods: string[] }
  | { found: "path"; methods: string[] }
  | { found: "nothing" };

/**
 * All routes by their exact spelling, so that "no such path" and "not this method" are told apart before anything else
 * runs. HEAD is what GET answers, without its body (RFC 9110 9.3.2).
 */
export function createRouteTable(entries: readonly RouteEntry[]) {
  const literal = new Map<string, RouteEntry[]>();
  const patterns: { pattern: RegExp; entries: RouteEntry[] }[] = [];
  for (const [template, group] of Map.groupBy(entries, (entry) => entry.template)) {
    if (template.includes(":")) {
      const pattern = new RegExp(
        `^${template.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/:\w+/g, "[^/%]+")}$`,
      );
      patterns.push({ pattern, entries: group });
    } else {
      literal.set(template, group);
    }
  }

  return {
    match(method: string, path: string): RouteMatch {
      const group = literal.get(path) ?? patterns.find(({ pattern }) => pattern.test(path))?.entries;
      if (!group) return { found: "nothing" };
      const methods = group.flatMap((entry) => (entry.method === "GET" ? ["GET", "HEAD"] : [entry.method]));
      const wanted = method === "HEAD" ? "GET" : method;
      const route = group.find((entry) => entry.method === wanted);
      return route ? { found: "route", route, methods } : { found: "path", methods };
    },
  };
}

export type RouteTable = ReturnType<typeof createRouteTable>;

/**
 * The path as the platform hands it over: not decoded and not normalised any further, so that no second spelling opens a
 * door. Dot segments and backslashes are resolved before we see them, as every URL parser does.
 */
export function rawPath(request: Request): string {
  const start = request.url.indexOf("/", request.url.indexOf("://") + 3);
  if (start < 0) return "/";
  const end = request.url.slice(start).search(/[?#]/);
  return end < 0 ? request.url.slice(start) : request.url.slice(start, start + end);
}
