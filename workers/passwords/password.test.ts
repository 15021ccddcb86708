import { describe, expect, it, vi } from "vitest";
import type { AppError } from "../shared/errors.ts";
import { createPasswordPolicy, type PasswordContext } from "./password.ts";
import { normalizePassword } from "./password-fault.ts";

const isBreached = vi.fn(async (password: string) => password === "password123");
const policy = createPasswordPolicy({ minLength: 8, appName: "Genkan", isBreached });

async function codes(password: string, context?: PasswordContext): Promise<string[]> {
  const error: AppError = await policy.check(password, context).then(
    () => expect.unreachable("accepted"),
    (reason) => reason,
  );
  expect(error.code).toBe("password_rejected");
  return (error.options.errors ?? []).map(({ code }) => code);
}

describe("the password policy", () => {
  it("answers with the NFC form, and leaves spaces and case alone", async () => {
    expect(await policy.check("  Cre\u0300me bru\u0302le\u0301e ")).toBe("  Cr\u00e8me br\u00fbl\u00e9e ");
    expect(normalizePassword("e\u0301")).toBe("\u00e9");
  });

  it("counts code points after NFC", async () => {
    expect(await codes("e\u0301".repeat(7))).toEqual(["too_short"]);
    expect(await codes("🏯".repeat(7))).toEqual(["too_short"]);
    await expect(policy.check("🏯".repeat(8))).resolves.toBe("🏯".repeat(8));
  });

  it("takes 256 code points and 1,024 bytes, and no more", async () => {
    await expect(policy.check("x".repeat(256))).resolves.toHaveLength(256);
    await expect(policy.check("🏯".repeat(256))).resolves.toHaveLength(512);
    expect(await codes("x".repeat(257))).toEqual(["too_long"]);
    // U+FB2C stays three code points of six bytes in NFC: within 256 of them, past 1,024 bytes.
    expect(await codes("\ufb2c".repeat(86))).toEqual(["too_long"]);
  });

  it("refuses the address and its local part, in any case", async () => {
    const context = { email: "Hana.Sato@Example.com" };
    expect(await codes("xhana.sato@example.COMx", context)).toEqual(["contains_address"]);
    expect(await codes("my HANA.SATO 2026", context)).toEqual(["contains_address"]);
    await expect(policy.check("example.com 2026", context)).resolves.toBeDefined();
  });

  it("lets a local part of two characters pass, but not its whole address", async () => {
    await expect(policy.check("house of jo", { email: "jo@example.com" })).resolves.toBeDefined();
    expect(await codes("jo@example.com", { email: "jo@example.com" })).toEqual(["contains_address"]);
  });

  it("refuses the name of the service, in any case", async () => {
    expect(await codes("my gEnKaN pass")).toEqual(["contains_name"]);
  });

  it("does not hold a name of two characters against anybody", async () => {
    const short = createPasswordPolicy({ minLength: 8, appName: "Go", isBreached });
    await expect(short.check("a good long one")).resolves.toBeDefined();
  });

  it("names all that is wrong at once, at the field it came in", async () => {
    const check = policy.check("genkan", { email: "gen@example.com", path: "newPassword" });
    await expect(check).rejects.toMatchObject({
      options: {
        errors: [
          { path: "newPassword", code: "too_short", message: "Use at least 8 characters" },
          { path: "newPassword", code: "contains_address" },
          { path: "newPassword", code: "contains_name" },
        ],
      },
    });
  });

  it("asks about breaches only when nothing else is wrong", async () => {
    isBreached.mockClear();
    await codes("short");
    expect(isBreached).not.toHaveBeenCalled();
    expect(await codes("password123")).toEqual(["breached"]);
  });

  it("says `password` when no field is named", async () => {
    await expect(policy.check("short")).rejects.toMatchObject({
      options: { errors: [{ path: "password" }] },
    });
  });
});
