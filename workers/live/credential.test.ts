import { describe, expect, it } from "vitest";
import { credentialOf, isUpgrade } from "./credential.ts";

const OURS = "http://localhost:8787";
const LISTED = "https://app.example.com";
const FOREIGN = "https://evil.example";
const JWT = "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ4In0.c2ln";
const COOKIE = { cookie: `genkan_at=${JWT}` };
const BEARER = { authorization: `Bearer ${JWT}` };

function of(headers: Record<string, string>, query = "") {
  try {
    return credentialOf(new Request(`${OURS}/ws${query}`, { headers }), [LISTED]);
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe("the credential of an upgrade", () => {
  it("is the cookie, with an Origin that is ours or listed", () => {
    for (const origin of [OURS, LISTED]) expect(of({ ...COOKIE, origin })).toEqual({ access: JWT });
  });

  it("is no cookie with another Origin, or with none", () => {
    for (const origin of [
      FOREIGN,
      "null",
      "",
      "http://localhost",
      "https://localhost:8787",
      "http://localhost:8787.evil.example",
      `${LISTED}.evil.example`,
    ]) {
      expect([origin, of({ ...COOKIE, origin })]).toEqual([origin, "csrf_rejected"]);
    }
    expect(of(COOKIE)).toBe("csrf_rejected");
    expect(of({ ...COOKIE, origin: OURS, "sec-fetch-site": "cross-site" })).toBe("csrf_rejected");
  });

  it("is a Bearer token from clients without an Origin only, and never beside a cookie", () => {
    expect(of(BEARER)).toEqual({ access: JWT });
    expect(of({ ...BEARER, origin: OURS })).toBe("unauthenticated");
    expect(of({ ...BEARER, origin: FOREIGN })).toBe("csrf_rejected");
    expect(of({ ...BEARER, ...COOKIE })).toBe("unauthenticated");
    expect(of({ ...BEARER, ...COOKIE, origin: OURS })).toBe("unauthenticated");
    expect(of({ authorization: `Basic ${JWT}` })).toBe("unauthenticated");
  });

  it("is a ticket from anywhere but a foreign Origin, before a cookie", () => {
    expect(of({}, "?ticket=t")).toEqual({ ticket: "t" });
    expect(of({ ...COOKIE, origin: OURS }, "?ticket=t")).toEqual({ ticket: "t" });
    expect(of(COOKIE, "?ticket=t")).toEqual({ ticket: "t" });
    expect(of({ origin: FOREIGN }, "?ticket=t")).toBe("csrf_rejected");
    expect(of({}, "?ticket=t&ticket=u")).toBe("unauthenticated");
    expect(of({ ...COOKIE, origin: OURS }, "?ticket=")).toEqual({ ticket: "" });
  });

  it("is nothing where a JWT is in the address, whatever else is right", () => {
    for (const query of [
      `?ticket=${JWT}`,
      `?access_token=${JWT}`,
      `?x=1&token=Bearer%20${JWT}`,
      `?${JWT}`,
      `?t=%65yJhbGciOiJub25lIn0.e30.`,
    ]) {
      for (const headers of [{}, BEARER, { ...COOKIE, origin: OURS }]) {
        expect([query, of(headers, query)]).toEqual([query, "unauthenticated"]);
      }
    }
  });

  it("is missing", () => {
    expect(of({})).toBe("unauthenticated");
    expect(of({ origin: OURS })).toBe("unauthenticated");
    expect(of({ origin: FOREIGN })).toBe("csrf_rejected");
  });
});

describe("an upgrade", () => {
  it("is a GET that asks for a WebSocket, in any case", () => {
    const asks = (init: RequestInit) => isUpgrade(new Request(`${OURS}/ws`, init));
    expect(asks({ headers: { upgrade: "websocket" } })).toBe(true);
    expect(asks({ headers: { upgrade: "WebSocket" } })).toBe(true);
    expect(asks({ headers: { upgrade: "h2c" } })).toBe(false);
    expect(asks({})).toBe(false);
    expect(asks({ method: "HEAD", headers: { upgrade: "websocket" } })).toBe(false);
  });
});
