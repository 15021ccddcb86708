import { describe, expect, it } from "vitest";
import { KEY_LIFETIME_MS, KEY_PUBLISH_AHEAD_MS, KEY_RETIRE_MARGIN_MS } from "../shared/limits.ts";
import { MINUTE } from "../shared/time.ts";
import { nextKey, retiredAmong, signersAmong } from "./signing-key.ts";

const START = new Date("2026-01-01T00:00:00Z");
const TTL = 5 * MINUTE;
const at = (milliseconds: number) => new Date(START.getTime() + milliseconds);
const key = (sequence: number, activeAt: Date, alg = "EdDSA") => ({ sequence, alg, activeAt });

describe("signing keys", () => {
  it("lets the very first key sign at once: nobody has cached an older set", () => {
    expect(nextKey([], "EdDSA", START)).toEqual({ sequence: 1, activeAt: START });
  });

  it("makes a new one before the old one's time is up, and publishes it before it signs", () => {
    const keys = [key(1, START)];
    const due = at(KEY_LIFETIME_MS - KEY_PUBLISH_AHEAD_MS);
    expect(nextKey(keys, "EdDSA", new Date(due.getTime() - 1))).toBeNull();
    expect(nextKey(keys, "EdDSA", due)).toEqual({ sequence: 2, activeAt: at(KEY_LIFETIME_MS) });
  });

  it("makes one new key, not one more each time it looks", () => {
    const keys = [key(1, START), key(2, at(KEY_LIFETIME_MS))];
    expect(nextKey(keys, "EdDSA", at(KEY_LIFETIME_MS))).toBeNull();
  });

  it("catches up after years off with one key, still published before it signs", () => {
    const now = at(10 * KEY_LIFETIME_MS);
    expect(nextKey([key(1, START)], "EdDSA", now)).toEqual({
      sequence: 2,
      activeAt: new Date(now.getTime() + KEY_PUBLISH_AHEAD_MS),
    });
  });

  it("makes no second one for another algorithm before the first has begun to sign", () => {
    const keys = [key(1, START), key(2, at(1_000), "ES256")];
    expect(nextKey(keys, "RS256", at(999), { atOnce: true })).toBeNull();
    expect(nextKey(keys, "RS256", at(1_000), { atOnce: true })).toEqual({ sequence: 3, activeAt: at(1_000) });
  });

  it("goes over to another algorithm the same way", () => {
    const keys = [key(1, START)];
    expect(nextKey(keys, "ES256", at(1))).toEqual({ sequence: 2, activeAt: at(1 + KEY_PUBLISH_AHEAD_MS) });
    expect(signersAmong([...keys, key(2, at(1 + KEY_PUBLISH_AHEAD_MS), "ES256")], at(2))[0]?.alg).toBe(
      "EdDSA",
    );
  });

  it("signs with the newest key that is active", () => {
    const keys = [key(1, START), key(2, at(1_000))];
    expect(signersAmong(keys, at(999))[0]?.sequence).toBe(1);
    expect(signersAmong(keys, at(1_000))[0]?.sequence).toBe(2);
    expect(signersAmong([], START)).toEqual([]);
  });

  it("keeps a key until the last token it signed has expired", () => {
    const keys = [key(1, START), key(2, at(1_000))];
    const end = 1_000 + TTL + KEY_RETIRE_MARGIN_MS;
    expect(retiredAmong(keys, TTL, at(end))).toEqual([]);
    expect(retiredAmong(keys, TTL, at(end + 1)).map(({ sequence }) => sequence)).toEqual([1]);
    expect(retiredAmong(keys, TTL, at(100 * end)).map(({ sequence }) => sequence)).toEqual([1]);
  });
});
