import { describe, expect, it } from "vitest";
import { type Probe, ProbeFailure, redisProbe, resendProbe } from "./probes.ts";

/** Answers as told; what was asked is kept. */
function answering(status: number, body: unknown = {}) {
  const requests: { address: string; init: RequestInit }[] = [];
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return {
    requests,
    async fetch(address: string, init: RequestInit) {
      requests.push({ address, init });
      return new Response(text, { status });
    },
  };
}

const outcome = async (probe: Probe) => {
  if (typeof probe === "string") return probe;
  try {
    await probe();
    return "ok";
  } catch (error) {
    return error instanceof ProbeFailure ? error.message : error;
  }
};

describe("Resend", () => {
  const asked = (status: number, body?: unknown) =>
    outcome(resendProbe({ apiKey: "re_key" }, answering(status, body).fetch));

  it("is asked for what sends nothing, by a client with a name, and the key goes nowhere else", async () => {
    const { fetch, requests } = answering(200, { data: [] });
    expect(await outcome(resendProbe({ apiKey: "re_key", baseUrl: "http://localhost:1/" }, fetch))).toBe(
      "ok",
    );
    expect(requests).toMatchObject([
      {
        address: "http://localhost:1/domains",
        init: {
          headers: { Authorization: "Bearer re_key", "User-Agent": "genkan" },
          redirect: "manual",
          signal: expect.any(AbortSignal),
        },
      },
    ]);
    expect(requests[0]?.init.method ?? "GET").toBe("GET");
  });

  it.each([
    ["a key that may only send", 401, { name: "restricted_api_key" }],
    ["a full quota", 429, { name: "rate_limit_exceeded" }],
    ["another path", 404, "not found"],
  ])("is ok with %s", async (_, status, body) => {
    expect(await asked(status, body)).toBe("ok");
  });

  it.each([
    ["doesn't know the key", 403, { name: "invalid_api_key" }, "refuses the key"],
    ["refuses it as another error", 401, { name: "validation_error" }, "refuses the key"],
    ["refuses it without saying why", 401, "<h1>no</h1>", "refuses the key"],
    ["fails", 500, {}, "answered 500"],
    ["is behind a broken gateway", 502, "<h1>Bad gateway</h1>", "answered 502"],
    ["sends elsewhere", 302, "", "answered 302"],
  ])("is down when it %s", async (_, status, body, reason) => {
    expect(await asked(status, body)).toBe(reason);
  });
});

describe("Redis", () => {
  const redis = { url: "http://localhost:2", token: "a-token" };

  it("is pinged", async () => {
    const { fetch, requests } = answering(200, { result: "PONG" });
    expect(await outcome(redisProbe(redis, fetch))).toBe("ok");
    expect(requests).toMatchObject([
      {
        address: redis.url,
        init: {
          method: "POST",
          body: '["PING"]',
          headers: { Authorization: "Bearer a-token" },
          redirect: "manual",
          signal: expect.any(AbortSignal),
        },
      },
    ]);
  });

  it.each([
    [401, { error: "Unauthorized" }, "answered 401"],
    [400, { error: "ERR max requests limit exceeded" }, "answered 400"],
    [502, "<h1>Bad gateway</h1>", "answered 502"],
    [200, "nonsense", "answered something else than PONG"],
    [200, { result: null }, "answered something else than PONG"],
  ])("that answers %i %o is down", async (status, body, reason) => {
    expect(await outcome(redisProbe(redis, answering(status, body).fetch))).toBe(reason);
  });
});
