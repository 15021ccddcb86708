import { describe, expect, it } from "vitest";
import { corsHeaders, isTrustedSource } from "./origin.ts";

const OWN = "https://auth.example.com";
const ALLOWED = ["https://app.example.com"];
const trusted = (headers: Record<string, string>) => isTrustedSource(new Headers(headers), OWN, ALLOWED);

describe("the source of a change", () => {
  it.each([
    [{}],
    [{ origin: OWN }],
    [{ origin: OWN, "sec-fetch-site": "same-origin" }],
    [{ "sec-fetch-site": "none" }],
    [{ origin: "https://app.example.com", "sec-fetch-site": "same-site" }],
    [{ origin: "https://app.example.com", "sec-fetch-site": "cross-site" }],
  ])("is trusted: %o", (headers) => {
    expect(trusted(headers)).toBe(true);
  });

  it.each([
    [{ origin: "null" }],
    [{ origin: "http://auth.example.com" }],
    [{ origin: "https://auth.example.com:444" }],
    [{ origin: "https://auth.example.com.evil.example" }],
    [{ origin: "https://xauth.example.com" }],
    [{ origin: "https://APP.example.com" }],
    [{ origin: "https://app.example.com.evil.example" }],
    [{ origin: "https://app.example.com/" }],
    [{ "sec-fetch-site": "same-site" }],
    [{ "sec-fetch-site": "cross-site" }],
    [{ origin: OWN, "sec-fetch-site": "cross-site" }],
  ])("is not: %o", (headers) => {
    expect(trusted(headers)).toBe(false);
  });
});

describe("CORS", () => {
  const cors = (headers: Record<string, string>, allowed = ALLOWED) =>
    corsHeaders(new Headers(headers), allowed);

  it("is off while no origin is listed, and for others than the listed", () => {
    expect(cors({ origin: "https://app.example.com" }, [])).toEqual({});
    expect(cors({ origin: "https://evil.example" })).toEqual({ Vary: "Origin" });
  });

  it("names a listed origin exactly, with credentials", () => {
    expect(cors({ origin: "https://app.example.com" })).toMatchObject({
      "Access-Control-Allow-Origin": "https://app.example.com",
      "Access-Control-Allow-Credentials": "true",
      Vary: "Origin",
    });
  });
});
