import { vi } from "vitest";
import type { User } from "./types.ts";

export const ANA: User = {
  id: "usr_ana",
  email: "ana@example.com",
  emailVerified: true,
  username: "ana",
  name: "Ana",
  phone: null,
  phoneVerified: false,
  createdAt: "2026-01-01T00:00:00Z",
};

export const SIGNED_IN = { user: ANA, session: { id: "ses_1" } };

export function problem(status: number, code: string, more: object = {}): Response {
  return Response.json(
    { type: "about:blank", title: code, status, code, requestId: "req_1", ...more },
    { status },
  );
}

type Answer = (body: unknown) => Response | Promise<Response>;

/** Answers by `METHOD path`; what is not planned is a 404. `calls` keeps the order. */
export function fakeServer(answers: Record<string, Answer>) {
  const calls: string[] = [];
  const bodies: unknown[] = [];
  const fetcher: typeof fetch = async (input, init) => {
    const call = `${init?.method} ${input}`;
    const body: unknown = typeof init?.body === "string" ? JSON.parse(init.body) : undefined;
    calls.push(call);
    bodies.push(body);
    return (await answers[call]?.(body)) ?? problem(404, "not_found");
  };
  return {
    calls,
    bodies,
    fetch: fetcher,
    count: (call: string) => calls.filter((made) => made === call).length,
  };
}

/** A server with a real idea of who is signed in: an access token that expires and a refresh that renews it. */
export function sessionServer({ access = false, refresh = true } = {}) {
  const state = { access, refresh };
  return {
    state,
    ...fakeServer({
      "GET /api/me": () => (state.access ? Response.json({ user: ANA }) : problem(401, "unauthenticated")),
      "POST /api/auth/refresh": async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        state.access = state.refresh;
        return state.refresh
          ? Response.json({ session: SIGNED_IN.session })
          : problem(401, "refresh_invalid");
      },
      "POST /api/auth/login": () => {
        state.access = true;
        return Response.json(SIGNED_IN);
      },
      "POST /api/auth/logout": () => {
        state.access = false;
        return new Response(null, { status: 204 });
      },
      "POST /api/auth/ws-ticket": () =>
        state.access
          ? Response.json({ ticket: "single-use", expiresIn: 30 })
          : problem(401, "unauthenticated"),
    }),
  };
}

/** Node has no localStorage of its own. Shared by all "tabs" of a test. */
export function stubStorage(): Map<string, string> {
  const values = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => values.set(key, value),
  });
  return values;
}
