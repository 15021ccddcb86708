import { describe, expect, it } from "vitest";
import { newId } from "../shared/ids.ts";
import { healthHubName, hubName, regionOf } from "./hub-name.ts";

describe("a region", () => {
  it("is the continent, or local", () => {
    expect(regionOf({ continent: "EU", colo: "ZRH" })).toBe("eu");
    for (const cf of [undefined, null, {}, { continent: 7 }, { continent: "Europe" }, { continent: "a:" }]) {
      expect(regionOf(cf)).toBe("local");
    }
  });
});

describe("a hub's name", () => {
  it("is the same for one user, and spreads users evenly over 64", () => {
    const users = Array.from({ length: 6_400 }, () => newId("user"));
    const names = users.map((user) => hubName("eu", user));
    expect(users.map((user) => hubName("eu", user))).toEqual(names);
    const sizes = [...Map.groupBy(names, (name) => name).values()].map((group) => group.length);
    expect(sizes).toHaveLength(64);
    expect(Math.max(...sizes)).toBeLessThan(200);
    for (const name of names) expect(name).toMatch(/^hub:eu:\d+$/);
  });

  it("for a page before sign-in is never a user's", () => {
    expect(healthHubName("local", "198.51.100.7")).toMatch(/^hub:local:health:[0-3]$/);
  });
});
