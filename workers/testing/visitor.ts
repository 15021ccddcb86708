import { exports } from "cloudflare:workers";
import { newId } from "../shared/ids.ts";

export const ORIGIN = "http://localhost:8787";
export const PASSWORD = "correct horse battery staple";

export interface Answer {
  status: number;
  headers: Headers;
  // Tests read whatever an answer holds; a wrong guess is a failed expectation.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  body: any;
}

export interface Message {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  links: string[];
  code: string | null;
}

/** Somebody with a client that keeps cookies, as far as an API test needs one. */
export function createVisitor(
  options: {
    headers?: Record<string, string>;
    origin?: string;
    /** Another service than that of the test run: with-settings.ts. */
    fetch?: (request: Request) => Promise<Response>;
  } = {},
) {
  const {
    headers: always = {},
    origin = ORIGIN,
    fetch = (request) => exports.default.fetch(request),
  } = options;
  const cookies = new Map<string, string>();

  async function send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(
      new Request(`${origin}${path}`, {
        method,
        redirect: "manual",
        headers: {
          ...(body !== undefined && { "content-type": "application/json" }),
          ...(cookie !== "" && { cookie }),
          ...always,
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
    );
    for (const line of response.headers.getSetCookie()) keep(line);
    const text = await response.text();
    const isJson = text !== "" && response.headers.get("content-type")?.includes("json");
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  function keep(line: string): void {
    const [pair = ""] = line.split(";");
    const name = pair.slice(0, pair.indexOf("="));
    if (/max-age=0/i.test(line)) cookies.delete(name);
    else cookies.set(name, pair.slice(name.length + 1));
  }

  return {
    cookies,
    get: (path: string, headers?: Record<string, string>) => send("GET", path, undefined, headers),
    post: (path: string, body?: unknown, headers?: Record<string, string>) =>
      send("POST", path, body, headers),
    patch: (path: string, body?: unknown, headers?: Record<string, string>) =>
      send("PATCH", path, body, headers),
    send,
  };
}

export type TestVisitor = ReturnType<typeof createVisitor>;

export function newAddress(): string {
  return `${newId("user")
    .slice(4)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "x")}@example.com`;
}

/** A Japanese mobile number that nobody else in this run has. */
export function newNumber(): string {
  return `+8190${10_000_000 + Math.floor(Math.random() * 89_999_999)}`;
}

export async function mailTo(address: string): Promise<Message[]> {
  const { body } = await createVisitor().get(`/__dev/mail?to=${encodeURIComponent(address)}`);
  return body.messages;
}

/** The token of the newest link that was mailed to an address. */
export async function mailedToken(address: string): Promise<string> {
  const [message] = await mailTo(address);
  return new URL(message?.links.find((link) => link.includes("#token=")) ?? "http://none/#token=").hash.slice(
    "#token=".length,
  );
}

/** Signs up, reads the mail, confirms. */
export async function signUp(visitor: TestVisitor, fields: Record<string, unknown> = {}) {
  const email = newAddress();
  await visitor.post("/api/auth/signup", { email, password: PASSWORD, ...fields });
  const { body } = await visitor.post("/api/auth/email/verify", { token: await mailedToken(email) });
  return { email, user: body.user, session: body.session };
}

/** The round trips to the database that an answer says it cost. */
export function tripsOf({ headers }: Answer): number {
  return Number(/desc="(\d+) trips"/.exec(headers.get("server-timing") ?? "")?.[1] ?? Number.NaN);
}
