import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createSigner, ISSUER } from "../testing/signed-token.ts";
import { createStandIn } from "../testing/stand-in-service.ts";
import { times } from "../testing/times.ts";
import { KEYS_COOLDOWN_MS, KEYS_FRESH_MS, KEYS_KEEP_MS, KEYS_PAUSE_MS, KEYS_TIMEOUT_MS } from "./limits.ts";
import { createVerifier } from "./verifier.ts";

const JWKS = "/.well-known/jwks.json";
const signer = await createSigner();
const next = await createSigner("ES256", "next");

/** A resource server in front of a service that publishes `published`. */
function setUp(published = [signer.jwk]) {
  const { service, asked, state } = createStandIn({ [JWKS]: () => ({ body: { keys: published } }) });
  const clock = { now: Date.UTC(2026, 10, 21) };
  const errors: unknown[] = [];
  const verifier = createVerifier({
    issuer: ISSUER,
    keys: service,
    now: () => clock.now,
    onError: (error) => errors.push(error),
  });
  const verify = async (by = signer) => {
    const result = await verifier.verifyAccessToken(await by.token({ at: clock.now }));
    return result.ok ? "accepted" : result.refusal;
  };
  return { verify, verifier, asked, state, clock, errors, published };
}

describe("keys of a service", () => {
  it("are read once for many tokens at once, through the binding, and again after five minutes", async () => {
    const { verify, asked, clock } = setUp();
    expect(await times(50, () => verify())).toEqual(Array.from({ length: 50 }, () => "accepted"));
    expect(asked.map(({ pathname }) => pathname)).toEqual([JWKS]);
    clock.now += KEYS_FRESH_MS - 1;
    await verify();
    expect(asked).toHaveLength(1);
    clock.now += 1;
    await times(50, () => verify());
    expect(asked).toHaveLength(2);
  });

  it("are read behind the request, where something keeps it alive", async () => {
    const { verifier, asked, clock, published } = setUp();
    const behind: Promise<void>[] = [];
    const verify = async () =>
      (await verifier.verifyAccessToken(await signer.token({ at: clock.now }), (work) => behind.push(work)))
        .ok;
    expect([await verify(), behind.length]).toEqual([true, 0]);
    clock.now += KEYS_FRESH_MS;
    published.splice(0);
    expect([await verify(), behind.length]).toEqual([true, 1]);
    await Promise.all(behind);
    expect([await verify(), asked.length]).toEqual([false, 2]);
  });

  it("are read for an unknown key, at most once in thirty seconds, however many name one", async () => {
    const { verify, asked, clock, published } = setUp();
    await verify();
    published.push(next.jwk);
    expect(await verify(next)).toBe("invalid");
    expect(asked).toHaveLength(1);
    clock.now += KEYS_COOLDOWN_MS;
    expect(await times(20, () => verify(next))).toEqual(Array.from({ length: 20 }, () => "accepted"));
    expect(asked).toHaveLength(2);
    const stranger = await createSigner("EdDSA", "stranger");
    expect(await times(20, () => verify(stranger))).toEqual(Array.from({ length: 20 }, () => "invalid"));
    expect(asked).toHaveLength(2);
  });

  it("are used on while the service is away, for a day, and asked for again when it is back", async () => {
    const { verify, asked, clock, state, errors } = setUp();
    await verify();
    state.away = true;
    clock.now += KEYS_FRESH_MS * 3;
    expect(await times(20, () => verify())).toEqual(Array.from({ length: 20 }, () => "accepted"));
    expect([asked.length, errors.length]).toEqual([2, 1]);
    clock.now += KEYS_PAUSE_MS;
    expect(await verify()).toBe("accepted");
    expect(asked).toHaveLength(3);
    expect(await verify(next)).toBe("unavailable");
    clock.now += KEYS_KEEP_MS;
    expect(await verify()).toBe("unavailable");
    state.away = false;
    clock.now += KEYS_PAUSE_MS;
    expect(await verify()).toBe("accepted");
  });

  it("that can't be had at all make everything unavailable, for one wait, until they can", async () => {
    const { verify, asked, clock, state } = setUp();
    state.away = true;
    expect(await times(20, () => verify())).toEqual(Array.from({ length: 20 }, () => "unavailable"));
    expect(asked).toHaveLength(1);
    state.away = false;
    expect(await verify()).toBe("unavailable");
    clock.now += KEYS_PAUSE_MS;
    expect(await verify()).toBe("accepted");
  });

  it("are not waited for longer than three seconds", async () => {
    const { service } = createStandIn({ [JWKS]: "silence" });
    const errors: unknown[] = [];
    const verifier = createVerifier({
      issuer: ISSUER,
      keys: service,
      onError: (error) => errors.push(error),
    });
    expect(await verifier.verifyAccessToken(await signer.token())).toEqual({
      ok: false,
      refusal: "unavailable",
    });
    expect(errors.map(String)).toEqual([expect.stringContaining(`silent for ${KEYS_TIMEOUT_MS} ms`)]);
  });

  it("are no keys when they come with another status, or are something else", async () => {
    const nonsense = [
      { status: 500, body: { keys: [signer.jwk] } },
      { status: 302, body: { keys: [signer.jwk] } },
      { body: [signer.jwk] },
      { body: null },
      { body: { keys: "none" } },
    ];
    for (const answer of nonsense) {
      const errors: unknown[] = [];
      const verifier = createVerifier({
        issuer: ISSUER,
        keys: createStandIn({ [JWKS]: answer }).service,
        onError: (error) => errors.push(error),
      });
      const result = await verifier.verifyAccessToken(await signer.token());
      expect([answer, result, errors.length]).toEqual([answer, { ok: false, refusal: "unavailable" }, 1]);
    }
  });
});

describe("keys at an address", () => {
  let close = () => {};
  afterEach(() => close());

  it("are read over HTTP, without following it elsewhere", async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? "");
      if (request.url === "/moved") return response.writeHead(302, { location: JWKS }).end();
      response.end(JSON.stringify({ keys: [signer.jwk] }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    close = () => server.close();
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const claims = { iss: origin, aud: origin };
    const token = await signer.token({ claims });
    const byIssuer = createVerifier({ issuer: origin });
    expect((await byIssuer.verifyAccessToken(token)).ok).toBe(true);
    const moved = createVerifier({ issuer: origin, keys: `${origin}/moved`, onError: () => undefined });
    expect(await moved.verifyAccessToken(token)).toEqual({ ok: false, refusal: "unavailable" });
    expect(asked).toEqual([JWKS, "/moved"]);
  });
});
