import { describe, expect, it } from "vitest";
import { createRefreshTokens } from "../sessions/refresh-token.ts";
import { createLinkTokens } from "../verification/link-token.ts";
import { randomBytes, utf8 } from "./crypto.ts";
import { newId } from "./ids.ts";
import { createKeyring } from "./keyring.ts";

const OLD = createKeyring("the old secret, of at least thirty-two bytes");
const NEW = createKeyring(
  "the new secret, of at least thirty-two bytes",
  "the old secret, of at least thirty-two bytes",
);
const OTHER = createKeyring("another's secret, of at least thirty-two bytes");

describe("the keyring", () => {
  it("has a key for each purpose, and frames what it signs", async () => {
    const mac = await OLD.mac("link", utf8("ab"), utf8("c"));
    expect(await OLD.verify("link", mac, utf8("ab"), utf8("c"))).toBe(true);
    expect(await OLD.verify("code", mac, utf8("ab"), utf8("c"))).toBe(false);
    expect(await OLD.verify("link", mac, utf8("a"), utf8("bc"))).toBe(false);
    expect(await OTHER.verify("link", mac, utf8("ab"), utf8("c"))).toBe(false);
  });

  it("takes no short MAC, and no empty one least of all", async () => {
    const mac = await OLD.mac("link", utf8("x"));
    for (const length of [0, 1, 15])
      expect(await OLD.verify("link", mac.slice(0, length), utf8("x"))).toBe(false);
    expect(await OLD.verify("link", mac.slice(0, 16), utf8("x"))).toBe(true);
  });

  it("still verifies and opens what the previous secret made", async () => {
    expect(await NEW.verify("link", await OLD.mac("link", utf8("x")), utf8("x"))).toBe(true);
    expect(await NEW.open("outbox", "here", await OLD.seal("outbox", "here", "text"))).toBe("text");
  });

  it("opens a box only where and for what it was sealed", async () => {
    const box = await OLD.seal("outbox", "here", "text");
    expect(await OLD.open("outbox", "there", box)).toBeNull();
    expect(await OLD.open("device", "here", box)).toBeNull();
    expect(await OTHER.open("outbox", "here", box)).toBeNull();
    expect(await OLD.seal("outbox", "here", "text")).not.toBe(box);
    for (const garbage of ["", "x", "AAAA", "!"])
      expect(await OLD.open("outbox", "here", garbage)).toBeNull();
  });
});

describe("refresh tokens", () => {
  const token = () => ({ sessionId: newId("session"), generation: 3, secret: randomBytes(32) });

  it("come back as they were made, and only when we made them", async () => {
    const tokens = createRefreshTokens(OLD);
    const made = token();
    const text = await tokens.format(made);
    expect(text).toMatch(/^gkr_[A-Za-z0-9_-]{91}$/);
    expect(await tokens.parse(text)).toEqual(made);
    expect(await createRefreshTokens(NEW).parse(text)).toEqual(made);
    expect(await createRefreshTokens(OTHER).parse(text)).toBeNull();
    for (let i = 0; i < text.length; i++) {
      const changed = `${text.slice(0, i)}${text[i] === "A" ? "B" : "A"}${text.slice(i + 1)}`;
      expect(await tokens.parse(changed)).toBeNull();
    }
  });

  it("have one successor, and after a change of the secret also the one given out before it, byte for byte", async () => {
    const made = { ...token(), digest: await createRefreshTokens(OLD).digest(token()) };
    const [before] = await createRefreshTokens(OLD).successors(made);
    expect(await createRefreshTokens(OLD).successors(made)).toEqual([before]);
    const [current, previous] = await createRefreshTokens(NEW).successors(made);
    expect(previous).toEqual(before);
    expect(current).not.toEqual(before);
    expect(await createRefreshTokens(NEW).parse(current?.text ?? "")).toMatchObject({ generation: 4 });
  });
});

describe("link tokens", () => {
  it("are known as ours without a look into the database, for their purpose alone", async () => {
    const { token, digest } = await createLinkTokens(OLD).make("sign_up");
    expect(await createLinkTokens(NEW).read("sign_up", token)).toBe(digest);
    expect(await createLinkTokens(OTHER).read("sign_up", token)).toBeNull();
    expect(await createLinkTokens(OLD).read("reset" as "sign_up", token)).toBeNull();
    for (const garbage of ["", "x", token.slice(1), `${token}A`, token.toLowerCase(), "g".repeat(9_000)]) {
      expect(await createLinkTokens(OLD).read("sign_up", garbage)).toBeNull();
    }
  });
});
