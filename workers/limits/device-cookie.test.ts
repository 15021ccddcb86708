import { describe, expect, it } from "vitest";
import { encodeBase64Url, randomBytes } from "../shared/crypto.ts";
import { createKeyring } from "../shared/keyring.ts";
import { DEVICE_COOKIE_USERS } from "../shared/limits.ts";
import { createDeviceMarks } from "./device-cookie.ts";

const SECRET = "one secret of at least thirty-two bytes";
const OTHER = "another secret, just as long as the other";
const NOW = new Date("2026-11-21T12:00:00Z");
const BEFORE = new Date(NOW.getTime() - 1);
const marks = createDeviceMarks(createKeyring(SECRET));

async function markedFor(...users: string[]): Promise<string> {
  let value: string | null = null;
  for (const user of users) value = await marks.mark(await marks.read(value), user, NOW);
  return value ?? "";
}

describe("the device cookie", () => {
  it("gives a lane to users who signed in here, one per browser", async () => {
    const here = await marks.read(await markedFor("usr_a", "usr_b"));
    const elsewhere = await marks.read(await markedFor("usr_a"));
    expect(here.lane("usr_a", BEFORE)).toMatch(/^[\w-]{22}$/);
    expect(here.lane("usr_b", BEFORE)).toBe(here.lane("usr_a", BEFORE));
    expect(elsewhere.lane("usr_a", BEFORE)).not.toBe(here.lane("usr_a", BEFORE));
    expect(here.lane("usr_c", BEFORE)).toBeNull();
    expect(elsewhere.lane("usr_b", BEFORE)).toBeNull();
  });

  it("keeps its lane when its user signs in again", async () => {
    const once = await markedFor("usr_a");
    const twice = await marks.mark(await marks.read(once), "usr_a", new Date(NOW.getTime() + 1));
    expect(twice).not.toBe(once);
    expect((await marks.read(twice)).lane("usr_a", BEFORE)).toBe(
      (await marks.read(once)).lane("usr_a", BEFORE),
    );
  });

  it("gives none for a mark that was voided, until the next sign-in", async () => {
    const old = await marks.read(await markedFor("usr_a"));
    expect(old.lane("usr_a", NOW)).toBeNull();
    const later = await marks.mark(old, "usr_a", new Date(NOW.getTime() + 1));
    expect((await marks.read(later)).lane("usr_a", NOW)).not.toBeNull();
  });

  it("remembers the users seen last, in less than a kilobyte that names none of them", async () => {
    const users = Array.from(
      { length: DEVICE_COOKIE_USERS },
      () => `usr_${encodeBase64Url(randomBytes(16))}`,
    );
    const [first = "", second = ""] = users;
    const full = await markedFor(...users, first, "usr_new");
    const read = await marks.read(full);
    expect(read.lane(second, BEFORE)).toBeNull();
    for (const user of [first, ...users.slice(2), "usr_new"]) expect(read.lane(user, BEFORE)).not.toBeNull();
    expect(full).toMatch(/^[A-Za-z0-9_.-]{1,1000}$/);
    for (const user of users) expect(atob(full.replace(/-/g, "+").replace(/_/g, "/"))).not.toContain(user);
  });

  it("survives a change of the secret, but not of both", async () => {
    const value = await markedFor("usr_a");
    const rotated = createDeviceMarks(createKeyring(OTHER, SECRET));
    expect((await rotated.read(value)).lane("usr_a", BEFORE)).not.toBeNull();
    const strange = createDeviceMarks(createKeyring(OTHER));
    expect((await strange.read(value)).lane("usr_a", BEFORE)).toBeNull();
  });

  it("means nothing when it is garbage, too long, forged or made for something else", async () => {
    const value = await markedFor("usr_a");
    const keyring = createKeyring(SECRET);
    const forged = value.replace(/^./, (first) => (first === "A" ? "B" : "A"));
    for (const bad of [
      null,
      "",
      "garbage",
      "💥",
      "%00",
      forged,
      value.slice(0, -2),
      `${value}A`,
      `${value}=`,
      value + value,
      "A".repeat(100_000),
      await keyring.seal("device", "another context", '{"device":"x","users":[{"id":"usr_a","at":9e12}]}'),
      await keyring.seal("outbox", "genkan_device", '{"device":"x","users":[{"id":"usr_a","at":9e12}]}'),
      await keyring.seal("device", "genkan_device", "{"),
      await keyring.seal("device", "genkan_device", '{"device":"x"}'),
    ]) {
      const read = await marks.read(bad);
      expect(read.lane("usr_a", new Date(0)), String(bad).slice(0, 40)).toBeNull();
      const fresh = await marks.read(await marks.mark(read, "usr_b", NOW));
      expect([fresh.lane("usr_a", BEFORE), fresh.lane("usr_b", BEFORE)]).toEqual([null, read.device]);
    }
  });
});
