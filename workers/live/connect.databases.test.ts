import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { openDatabase } from "../testing/open-database.ts";
import { codeOf, raw } from "../testing/raw.ts";
import { serviceWith } from "../testing/service-with.ts";
import {
  bearer,
  browser,
  closeAll,
  connect,
  hubsSettle,
  type TestSocket,
  upgrade,
} from "../testing/socket.ts";
import { createVisitor, ORIGIN, PASSWORD, signUp, type TestVisitor, tripsOf } from "../testing/visitor.ts";
import { hubName } from "./hub-name.ts";

const FOREIGN = "https://evil.example";
const opened: TestSocket[] = [];

afterEach(() => {
  vi.useRealTimers();
  closeAll(opened);
});

afterAll(hubsSettle);

/** Somebody with a browser, and with a program that is signed in beside it. */
async function somebody() {
  const visitor = createVisitor();
  const { email, user, session } = await signUp(visitor);
  const program = async () => {
    const login = { identifier: email, password: PASSWORD, delivery: "token" };
    const { body } = await createVisitor().post("/api/auth/login", login);
    return { token: body.tokens.accessToken as string, session: body.session };
  };
  return { visitor, user, session, program };
}

async function open(path: string, headers: Record<string, string>, service?: Parameters<typeof connect>[2]) {
  const socket = await connect(path, headers, service);
  opened.push(socket);
  return socket;
}

const ticketOf = async (visitor: TestVisitor, headers?: Record<string, string>) =>
  (await visitor.post("/api/auth/ws-ticket", undefined, headers)).body.ticket as string;

const refusalOf = async (path: string, headers: Record<string, string>) => {
  const response = await upgrade(path, headers);
  expect(response.webSocket).toBeFalsy();
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  return codeOf(response);
};

async function hubOf(sessionId: string): Promise<string | null> {
  const { orm, tables } = openDatabase();
  const [row] = await orm.select().from(tables.sessions).where(eq(tables.sessions.id, sessionId));
  return row?.hub ?? null;
}

describe("an upgrade", () => {
  it("opens a socket by the cookie, from our own origin, for one trip to the database", async () => {
    const { visitor, user, session } = await somebody();
    const response = await upgrade("/ws", browser(visitor));
    expect(response.status).toBe(101);
    expect(response.headers.get("server-timing")).toMatch(/^db;desc="1 trips";dur=/);
    expect(response.headers.get("x-request-id")).toMatch(/^req_/);
    const socket = await open("/ws", browser(visitor));
    const { payload } = await socket.next("connected");
    expect(payload).toEqual({
      userId: user.id,
      sessionId: session.id,
      expiresAt: expect.any(String),
      health: {
        status: expect.stringMatching(/^(ok|degraded|down)$/),
        components: expect.any(Object),
        changedAt: expect.any(String),
      },
    });
    const left = Date.parse(payload.expiresAt) - Date.now();
    expect(left).toBeGreaterThan(280_000);
    expect(left).toBeLessThanOrEqual(300_000);
    expect(await hubOf(session.id)).toBe(hubName("local", user.id));
  });

  it("opens one by a Bearer token without an Origin, and by the cookie from a listed origin", async () => {
    const { visitor, program } = await somebody();
    const { token, session } = await program();
    const socket = await open("/ws", bearer(token));
    expect((await socket.next("connected")).payload.sessionId).toBe(session.id);

    const listed = "https://app.example.com";
    const service = serviceWith({ ALLOWED_ORIGINS: listed });
    const other = await open("/ws", browser(visitor, listed), (request) => service("/ws", request));
    await other.next("connected");
  });

  it("is refused to foreign origins before anything else, and to a cookie without one", async () => {
    const { visitor, program } = await somebody();
    const { token } = await program();
    const ticket = await ticketOf(visitor);
    for (const origin of [FOREIGN, "null", "http://localhost:8788"]) {
      expect(await refusalOf("/ws", browser(visitor, origin))).toEqual([403, "csrf_rejected"]);
      expect(await refusalOf("/ws", { origin })).toEqual([403, "csrf_rejected"]);
      expect(await refusalOf("/ws", { ...bearer(token), origin })).toEqual([403, "csrf_rejected"]);
      expect(await refusalOf(`/ws?ticket=${ticket}`, { origin })).toEqual([403, "csrf_rejected"]);
    }
    const { origin: _, ...cookie } = browser(visitor);
    expect(await refusalOf("/ws", cookie)).toEqual([403, "csrf_rejected"]);
    // None of that used the ticket up.
    await open(`/ws?ticket=${ticket}`, {});
  });

  it("is refused without a credential, with a bad one, with two, and with a JWT in the address", async () => {
    const { visitor, program } = await somebody();
    const { token } = await program();
    const unauthenticated = [401, "unauthenticated"];
    expect(await refusalOf("/ws", {})).toEqual(unauthenticated);
    expect(await refusalOf("/ws", { origin: ORIGIN })).toEqual(unauthenticated);
    expect(await refusalOf("/ws", bearer("x"))).toEqual(unauthenticated);
    expect(await refusalOf("/ws", bearer(token.slice(0, -2)))).toEqual(unauthenticated);
    expect(await refusalOf("/ws", { ...browser(visitor), ...bearer(token) })).toEqual(unauthenticated);
    expect(await refusalOf("/ws", { origin: ORIGIN, ...bearer(token) })).toEqual(unauthenticated);
    for (const name of ["ticket", "access_token", "token"]) {
      expect(await refusalOf(`/ws?${name}=${token}`, {})).toEqual(unauthenticated);
      expect(await refusalOf(`/ws?${name}=${token}`, browser(visitor))).toEqual(unauthenticated);
    }
    const refreshToken = visitor.cookies.get("genkan_rt") ?? "";
    expect(await refusalOf("/ws", bearer(refreshToken))).toEqual(unauthenticated);
    expect(await refusalOf(`/ws?ticket=${refreshToken}`, {})).toEqual(unauthenticated);
  });

  it("is refused once the session has ended, though its token is good", async () => {
    const { visitor } = await somebody();
    const before = browser(visitor);
    const ticket = await ticketOf(visitor);
    await visitor.post("/api/auth/logout");
    expect(await refusalOf("/ws", before)).toEqual([401, "unauthenticated"]);
    expect(await refusalOf(`/ws?ticket=${ticket}`, {})).toEqual([401, "unauthenticated"]);
  });

  it("is needed: 426 without one, whoever asks", async () => {
    const { visitor } = await somebody();
    for (const path of ["/ws", "/ws/health"]) {
      for (const headers of [{}, browser(visitor), browser(visitor, FOREIGN), { upgrade: "h2c" }]) {
        const response = await raw(path, { method: "GET", headers });
        expect(await codeOf(response)).toEqual([426, "upgrade_required"]);
      }
      const post = await raw(path);
      expect(await codeOf(post)).toEqual([405, "method_not_allowed"]);
    }
    for (const path of ["/ws/", "/WS", "//ws", "/ws/x", "/w%73", "/ws/health/", "/ws/Health"]) {
      expect(await codeOf(await upgrade(path, browser(visitor)))).toEqual([404, "not_found"]);
    }
  });

  it("is 503 while its hub can't be reached, and leaves nobody online", async () => {
    const { visitor, session } = await somebody();
    let failures = 1;
    const flaky = {
      getByName: (name: string) => {
        if (failures-- > 0) throw new Error("overloaded");
        return env.HUB.getByName(name);
      },
    };
    const init = { headers: { upgrade: "websocket", ...browser(visitor) } };
    const response = await serviceWith({ HUB: flaky })("/ws", init);
    expect(response.headers.get("retry-after")).toBe("1");
    expect(await codeOf(response)).toEqual([503, "unavailable"]);
    await expect.poll(() => hubOf(session.id), { timeout: 4_000 }).toBeNull();
  });
});

describe("a ticket", () => {
  it("is for 30 seconds and one socket of this session, by cookie or Bearer", async () => {
    const { visitor, session, program } = await somebody();
    const answer = await visitor.post("/api/auth/ws-ticket");
    expect([answer.status, answer.body]).toEqual([200, { ticket: expect.any(String), expiresIn: 30 }]);
    expect([answer.headers.get("cache-control"), tripsOf(answer)]).toEqual(["no-store", 1]);
    const socket = await open(`/ws?ticket=${answer.body.ticket}`, {});
    expect((await socket.next("connected")).payload.sessionId).toBe(session.id);
    expect(await refusalOf(`/ws?ticket=${answer.body.ticket}`, {})).toEqual([401, "unauthenticated"]);

    const { token, session: other } = await program();
    const second = await open(`/ws?ticket=${await ticketOf(createVisitor(), bearer(token))}`, {});
    expect((await second.next("connected")).payload.sessionId).toBe(other.id);
    expect((await createVisitor().post("/api/auth/ws-ticket")).body.code).toBe("unauthenticated");
  });

  it("wins over a cookie, and does not void an older one", async () => {
    const [{ visitor, session }, other] = await Promise.all([somebody(), somebody()]);
    const tickets = [await ticketOf(visitor), await ticketOf(visitor), await ticketOf(visitor)];
    for (const ticket of tickets) {
      const socket = await open(`/ws?ticket=${ticket}`, browser(other.visitor));
      expect((await socket.next("connected")).payload.sessionId).toBe(session.id);
    }
    expect(await refusalOf("/ws?ticket=x", browser(visitor))).toEqual([401, "unauthenticated"]);
  });

  it("opens one socket of twenty that come with it at once, limits scaled or not", async () => {
    const { visitor } = await somebody();
    const ticket = await ticketOf(visitor);
    const responses = await Promise.all(Array.from({ length: 20 }, () => upgrade(`/ws?ticket=${ticket}`)));
    const statuses = responses.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([101, ...Array(19).fill(401)]);
    for (const { webSocket } of responses) webSocket?.accept();
  });

  it("is void when it is changed, or 30 seconds old", async () => {
    const { visitor } = await somebody();
    const ticket = await ticketOf(visitor);
    for (const wrong of [ticket.slice(1), `${ticket}A`, ticket.replace(/.$/, "-"), "A".repeat(20_000)]) {
      expect(await refusalOf(`/ws?ticket=${wrong}`, {})).toEqual([401, "unauthenticated"]);
    }
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 30_000 });
    expect(await refusalOf(`/ws?ticket=${ticket}`, {})).toEqual([401, "unauthenticated"]);
  });

  it("gives the socket a fresh deadline, whatever is left of the access token", async () => {
    const { visitor } = await somebody();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 200_000 });
    const socket = await open(`/ws?ticket=${await ticketOf(visitor)}`, {});
    const { payload } = await socket.next("connected");
    expect(Date.parse(payload.expiresAt) - Date.now()).toBeGreaterThan(290_000);
  });
});

describe("sockets at once", () => {
  // The flood guard, which would let fewer of them connect in one minute, is out of the way.
  const strict = serviceWith({ LIMIT_SCALE: "1", UPGRADE_GUARD: undefined });
  let last = 0;
  /** An address of one's own, so that tests don't share a client. */
  const client = () => ({ "cf-connecting-ip": `198.51.100.${++last}` });
  const openMany = (count: number, path: string, headers: () => Record<string, string>) =>
    Promise.all(
      Array.from({ length: count }, async () => {
        const response = await strict(path, { headers: { upgrade: "websocket", ...headers() } });
        response.webSocket?.accept();
        return response;
      }),
    );
  const count = (responses: Response[], status: number) =>
    responses.filter((response) => response.status === status).length;
  const closeAll = (responses: Response[]) => {
    for (const { webSocket } of responses) webSocket?.close(1000);
  };

  it("are 20 for a session, exactly, and another one when one has closed", async () => {
    const { visitor } = await somebody();
    const headers = () => ({ ...browser(visitor), ...client() });
    const responses = await openMany(25, "/ws", headers);
    expect([count(responses, 101), count(responses, 429)]).toEqual([20, 5]);
    const refused = responses.find(({ status }) => status === 429);
    expect(refused?.headers.get("retry-after")).toBe("10");
    expect(await refused?.json()).toMatchObject({ code: "rate_limited", retryAfterSeconds: 10 });
    responses.find(({ status }) => status === 101)?.webSocket?.close(1000);
    await expect.poll(async () => count(await openMany(1, "/ws", headers), 101)).toBe(1);
    expect(count(await openMany(3, "/ws", headers), 429)).toBe(3);
    closeAll(responses);
  });

  it("are 50 for a user, exactly", async () => {
    const { visitor, program } = await somebody();
    const tokens = await Promise.all([program(), program()]);
    const sessions = [
      () => browser(visitor),
      ...tokens.map(
        ({ token }) =>
          () =>
            bearer(token),
      ),
    ];
    const responses = (
      await Promise.all(sessions.map((of) => openMany(20, "/ws", () => ({ ...of(), ...client() }))))
    ).flat();
    expect([count(responses, 101), count(responses, 429)]).toEqual([50, 10]);
    closeAll(responses);
  });

  it("are 200 for a client, over users, hubs and both streams; what closes or is refused holds no place", async () => {
    const people = await Promise.all(Array.from({ length: 4 }, somebody));
    const from = { "cf-connecting-ip": "2001:db8:1:2::3" };
    const near = { "cf-connecting-ip": "2001:db8:1:2:ffff::4" };
    const health = await openMany(130, "/ws/health", () => near);
    expect(count(health, 101)).toBe(130);
    // Refused for their session: they leave room for others.
    const full = await openMany(40, "/ws", () => ({ ...browser((people[0] ?? never()).visitor), ...from }));
    expect([count(full, 101), count(full, 429)]).toEqual([20, 20]);
    const rest = (
      await Promise.all(
        people.slice(1).map(({ visitor }) => openMany(20, "/ws", () => ({ ...browser(visitor), ...from }))),
      )
    ).flat();
    expect([count(rest, 101), count(rest, 429)]).toEqual([50, 10]);
    expect(count(await openMany(1, "/ws/health", () => near), 429)).toBe(1);
    expect(count(await openMany(1, "/ws/health", client), 101)).toBe(1);
    closeAll(health.slice(0, 5));
    await expect.poll(async () => count(await openMany(1, "/ws/health", () => from), 101)).toBe(1);
    closeAll([...health, ...full, ...rest]);
  });
});

describe("the stream of health", () => {
  it("is for anybody from anywhere, and knows no user", async () => {
    const { visitor } = await somebody();
    for (const headers of [{}, { origin: FOREIGN }, browser(visitor)]) {
      const socket = await open("/ws/health", headers);
      const { payload } = await socket.next("connected");
      expect(Object.keys(payload)).toEqual(["health"]);
      socket.send("ping");
      await socket.text("pong");
    }
    const response = await upgrade("/ws/health");
    expect(response.headers.get("server-timing")).toContain('"0 trips"');
  });

  it("takes nothing but the text ping: ten other frames are the last", async () => {
    const socket = await open("/ws/health", {});
    await socket.next("connected");
    for (let n = 0; n < 10; n++) socket.send({ type: n % 2 ? "ping" : "echo", payload: n });
    expect(await socket.closed()).toMatchObject({ code: 1008 });
    expect(socket.count("error")).toBe(10);
    expect(socket.count("pong")).toBe(0);
  });
});

describe("the sockets of a user", () => {
  it("are all in one hub, wherever they come from, and the next ones where they are nearest again", async () => {
    const { visitor, user, session, program } = await somebody();
    const { token, session: other } = await program();
    const far = (request: Request) => {
      const moved = new Request(request, { cf: { continent: "AS" } } as RequestInit);
      return serviceWith({})(new URL(request.url).pathname, moved);
    };
    const first = await open("/ws", browser(visitor));
    const second = await open("/ws", bearer(token), far);
    await Promise.all([first.next("connected"), second.next("connected")]);
    expect([await hubOf(session.id), await hubOf(other.id)]).toEqual(
      Array(2).fill(hubName("local", user.id)),
    );
    for (const { ws } of [first, second]) ws.close(1000);
    await expect.poll(() => hubOf(other.id), { timeout: 3_000 }).toBeNull();
    await expect.poll(() => hubOf(session.id), { timeout: 3_000 }).toBeNull();
    await open("/ws", bearer(token), far);
    expect(await hubOf(other.id)).toBe(hubName("as", user.id));
  });
});

function never(): never {
  throw new Error("cannot be");
}
