import { describe, expect, it } from "vitest";
import { formatPhc, parsePhc } from "./phc.ts";

const SALT = "c29tZXNhbHRzb21lc2FsdA";
const HASH = "QKHrg5tayLGcN+Y0HVPNaBqykOVLUxlMkZycXE1uWRM";
const GOOD = `$argon2id$v=19$m=19456,t=2,p=1$${SALT}$${HASH}`;

describe("PHC strings", () => {
  it("come back as they were", () => {
    const parsed = parsePhc(GOOD);
    expect(parsed).toMatchObject({ memoryKib: 19_456, passes: 2, parallelism: 1 });
    expect(parsed && formatPhc(parsed)).toBe(GOOD);
  });

  it.each([
    ["nothing", ""],
    ["another algorithm", GOOD.replace("argon2id", "argon2i")],
    ["another version", GOOD.replace("v=19", "v=16")],
    ["no version", GOOD.replace("$v=19", "")],
    ["something behind it", `${GOOD}$`],
    ["a line break behind it", `${GOOD}\n`],
    ["parameters in another order", GOOD.replace("t=2,p=1", "p=1,t=2")],
    ["a leading zero", GOOD.replace("t=2", "t=02")],
    ["padding", GOOD.replace(SALT, `${SALT}==`)],
    ["loose last bits", GOOD.replace(SALT, SALT.replace(/A$/, "B"))],
    ["a length that base64 never has", GOOD.replace(HASH, `${HASH}AA`)],
    ["base64url", GOOD.replace("N+Y", "N-Y")],
    ["less memory than its lanes need", GOOD.replace("m=19456,t=2,p=1", "m=31,t=2,p=4")],
    ["more memory than an isolate can spare", GOOD.replace("m=19456", "m=65537")],
    ["more passes than we have time for", GOOD.replace("t=2", "t=21")],
    ["too many lanes", GOOD.replace("p=1", "p=17")],
    ["a salt under 8 bytes", GOOD.replace(SALT, "c29tZXNhbA".slice(0, 8))],
    ["a hash under 16 bytes", GOOD.replace(HASH, HASH.slice(0, 16))],
    ["a hash over 64 bytes", GOOD.replace(HASH, "A".repeat(88))],
  ])("are none with %s", (_, text) => {
    expect(parsePhc(text)).toBeNull();
  });
});
