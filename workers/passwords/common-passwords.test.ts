import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { createCommonPasswords } from "./common-passwords.ts";
import { holds } from "./password-list.ts";

const SCRIPT = fileURLToPath(import.meta.resolve("../../scripts/common-passwords.mjs"));
const LIST = fileURLToPath(import.meta.resolve("../../web/public/common-passwords.bin"));

function assetsWith(body: Uint8Array | string, status = 200) {
  return { fetch: vi.fn(async (_: string) => new Response(new Uint8Array(Buffer.from(body)), { status })) };
}

describe("the list of common passwords", () => {
  let list: Uint8Array;
  beforeAll(() => {
    execFileSync(process.execPath, [SCRIPT]);
    list = readFileSync(LIST);
  });

  it("has the usual suspects, in any case", async () => {
    const common = createCommonPasswords(assetsWith(list));
    for (const password of ["password", "12345678", "Password123", "QWERTYUIOP", "iloveyou"]) {
      expect(await common.has(password), password).toBe(true);
    }
  });

  it("has neither good passwords nor those that are too short anyway", async () => {
    const common = createCommonPasswords(assetsWith(list));
    for (const password of ["correct horse battery staple", "123456", "qwerty", ""]) {
      expect(await common.has(password), password).toBe(false);
    }
  });

  it("refuses fewer than one good password in ten million by chance", () => {
    const records = (list.length - 5) / 5;
    expect(records).toBeGreaterThan(15_000);
    expect(records / 2 ** 40).toBeLessThan(1e-7);
  });

  it("is read once, and on first need only", async () => {
    const assets = assetsWith(list);
    const common = createCommonPasswords(assets);
    expect(assets.fetch).not.toHaveBeenCalled();
    await common.has("password");
    await createCommonPasswords(assets).has("12345678");
    expect(assets.fetch).toHaveBeenCalledTimes(1);
  });

  it.each([
    ["missing", assetsWith("Not found", 404)],
    ["some other page", assetsWith("<!doctype html>")],
    ["empty", assetsWith("GKPW1")],
    ["cut short", assetsWith("GKPW1abcdeabc")],
  ])("is our fault when it is %s, and is asked for again", async (_, assets) => {
    const common = createCommonPasswords(assets);
    await expect(common.has("password")).rejects.toMatchObject({ code: "internal" });
    await expect(common.has("password")).rejects.toMatchObject({ code: "internal" });
    expect(assets.fetch).toHaveBeenCalledTimes(2);
  });

  it("finds each record and nothing between them", () => {
    const digests = Array.from({ length: 101 }, (_, index) =>
      createHash("sha256").update(`${index}`).digest().subarray(0, 5),
    );
    const records = Buffer.concat(digests.slice(0, 100).sort(Buffer.compare));
    expect(digests.map((digest) => holds(records, digest))).toEqual([...Array(100).fill(true), false]);
    expect(holds(new Uint8Array(), new Uint8Array(5))).toBe(false);
  });
});
