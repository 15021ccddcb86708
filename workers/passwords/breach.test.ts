import { describe, expect, it, vi } from "vitest";
import { type BreachCheckOptions, createBreachCheck } from "./breach.ts";

// SHA-1 of "correct horse" is 2F9E5 3523B…; the API is asked for its first five digits.
const RANGE = "https://api.pwnedpasswords.com/range/";
const common = { has: async (password: string) => password === "on the list" };

type Fetch = BreachCheckOptions["fetch"];

function checkWith(fetch: Fetch) {
  return createBreachCheck({ common, source: "hibp", fetch });
}

describe("the breach check", () => {
  it("asks nobody about what the list knows, nor when the list is all there is", async () => {
    const fetch = vi.fn<Fetch>(async () => new Response("3523B62ABC141A2B4D6019D23CBA835DBD0:1"));
    expect(await checkWith(fetch)("on the list")).toBe(true);
    expect(await createBreachCheck({ common, source: "list", fetch })("correct horse")).toBe(false);
    expect(fetch).not.toHaveBeenCalled();
  });

  it("sends five digits of the digest, asks for padding and follows nobody", async () => {
    const fetch = vi.fn<Fetch>(async () => new Response(""));
    await checkWith(fetch)("correct horse");
    const [address, init] = fetch.mock.calls[0] ?? [];
    expect(address).toBe(`${RANGE}2F9E5`);
    expect(init).toMatchObject({ headers: { "Add-Padding": "true" }, redirect: "manual" });
    expect(init?.signal).toBeInstanceOf(AbortSignal);
  });

  it("finds the rest of the digest among the lines", async () => {
    const check = checkWith(
      async () =>
        new Response("0018A45C4D1DEF81644B54AB7F969B88D65:3\r\n3523B62ABC141A2B4D6019D23CBA835DBD0:12\r\n"),
    );
    expect(await check("correct horse")).toBe(true);
    expect(await check("another horse")).toBe(false);
  });

  it("takes a count of 0 for the padding that it is", async () => {
    expect(
      await checkWith(async () => new Response("3523B62ABC141A2B4D6019D23CBA835DBD0:0\r\n"))("correct horse"),
    ).toBe(false);
  });

  it.each<[string, Fetch]>([
    ["fails", () => Promise.reject(new Error("down"))],
    ["answers 503", async () => new Response("3523B62ABC141A2B4D6019D23CBA835DBD0:12", { status: 503 })],
    [
      "redirects",
      async () => new Response(null, { status: 302, headers: { Location: "https://example.com/" } }),
    ],
    ["answers something else", async () => new Response("<html>")],
    [
      "is silent",
      (_, { signal }) =>
        new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason))),
    ],
  ])("lets the list decide when the API %s", async (_, fetch) => {
    const check = checkWith(fetch);
    expect(await check("correct horse")).toBe(false);
    expect(await check("on the list")).toBe(true);
  });
});
