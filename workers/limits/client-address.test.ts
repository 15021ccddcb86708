import { isIPv6 } from "node:net";
import { describe, expect, it } from "vitest";
import { clientAddress, clientKey } from "./client-address.ts";

const from = (address: string) => new Headers({ "CF-Connecting-IP": address });
const keyOf = (address: string) => clientKey(from(address));

describe("the key of a client", () => {
  it("is an IPv4 address as it is", () => {
    expect(keyOf("203.0.113.7")).toBe("203.0.113.7");
    expect(keyOf("203.0.113.8")).not.toBe(keyOf("203.0.113.7"));
  });

  it("is the /64 of an IPv6 address", () => {
    expect(keyOf("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2::/64");
    expect(keyOf("2001:db8:1:2:ffff::1")).toBe(keyOf("2001:db8:1:2::"));
    expect(keyOf("2001:db8:1:3::1")).not.toBe(keyOf("2001:db8:1:2::1"));
    expect(keyOf("::1")).toBe("0:0:0:0::/64");
  });

  it("is the same for all spellings of an IPv6 address", () => {
    for (const alias of [
      "2001:DB8:0:0:0:0:0:1",
      "2001:0db8:0000:0000:0000:0000:0000:0001",
      "2001:db8:0:0::1",
      "2001:db8::1%eth0",
      "2001:db8::0.0.0.1",
      " 2001:db8::1 ",
    ]) {
      expect(keyOf(alias), alias).toBe(keyOf("2001:db8::1"));
      expect(clientAddress(from(alias)), alias).toBe("2001:db8::1");
    }
  });

  it("is the IPv4 address for every spelling of its mapped form", () => {
    for (const alias of [
      "::ffff:203.0.113.7",
      "::FFFF:203.0.113.7",
      "0:0:0:0:0:ffff:203.0.113.7",
      "::ffff:cb00:7107",
      "0000:0000:0000:0000:0000:ffff:cb00:7107",
      "::ffff:cb00:7107%1",
    ]) {
      expect(keyOf(alias), alias).toBe("203.0.113.7");
      expect(clientAddress(from(alias)), alias).toBe("203.0.113.7");
    }
    expect(keyOf("::203.0.113.7")).toBe("0:0:0:0::/64");
  });

  it("is one shared bucket for whoever has no address that can be read", () => {
    expect(clientKey(new Headers())).toBe("unknown");
    for (const nonsense of [
      "",
      "unknown",
      "203.0.113",
      "203.0.113.256",
      "203.0.113.07",
      "203.0.113.7:443",
      "203.0.113.7, 198.51.100.1",
      "0xcb.0.113.7",
      "3405803783",
      ":",
      ":::",
      "1::2::3",
      "1:2:3:4:5:6:7",
      "1:2:3:4:5:6:7:8:9",
      "1:2:3:4:5:6:7:8::",
      ":1:2:3:4:5:6:7",
      "12345::1",
      "::g",
      "[::1]",
      "::1%",
      "203.0.113.7::1",
      "1:203.0.113.7::",
      `::${"0:".repeat(40)}1`,
    ]) {
      expect(keyOf(nonsense), nonsense).toBe("unknown");
      expect(clientAddress(from(nonsense)), nonsense).toBeNull();
    }
  });

  it("comes from CF-Connecting-IP and no other header", () => {
    const others = {
      "X-Forwarded-For": "198.51.100.1",
      "X-Real-IP": "198.51.100.1",
      Forwarded: "for=198.51.100.1",
      "True-Client-IP": "198.51.100.1",
    };
    expect(clientKey(new Headers(others))).toBe("unknown");
    expect(clientKey(new Headers({ ...others, "CF-Connecting-IP": "203.0.113.7" }))).toBe("203.0.113.7");
  });
});

describe("the address of a client", () => {
  it("is spelled as RFC 5952 has it", () => {
    for (const [given, canonical] of [
      ["203.0.113.7", "203.0.113.7"],
      ["2001:0:0:1:0:0:0:1", "2001:0:0:1::1"],
      ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
      ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
      ["0:0:0:0:0:0:0:0", "::"],
      ["1:0:0:0:0:0:0:0", "1::"],
      ["FE80::1%en0", "fe80::1"],
    ] as const) {
      expect(clientAddress(from(given))).toBe(canonical);
    }
  });

  it("agrees with another implementation on what is an IPv6 address and how it is spelled", () => {
    const parts = ["", ":", "::", "0", "1", "ab", "00c", "ffff", "1.2.3.4", "g"];
    let seed = 1;
    const draw = (bound: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % bound;
    };
    for (let round = 0; round < 20_000; round++) {
      const length = 1 + draw(9);
      const text = Array.from({ length }, () => parts[draw(parts.length)]).join(draw(3) === 0 ? "" : ":");
      const address = clientAddress(from(text));
      if (!isIPv6(text)) {
        expect(address?.includes(":") ?? false, text).toBe(false);
      } else if (address?.includes(":")) {
        expect(`[${address}]`, text).toBe(new URL(`http://[${text}]`).hostname);
      } else {
        expect(new URL(`http://[::ffff:${address}]`).hostname, text).toBe(
          new URL(`http://[${text}]`).hostname,
        );
      }
    }
  });
});
