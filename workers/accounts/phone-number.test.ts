import { getCountries, getCountryCallingCode, getExampleNumber } from "libphonenumber-js/core/es6";
import parseDetailed from "libphonenumber-js/max";
import parseKnown from "libphonenumber-js/min";
import examples from "libphonenumber-js/mobile/examples";
import { describe, expect, it } from "vitest";
import data from "./phone-metadata.js";
import { maskPhone, normalizePhone, PhoneNumber } from "./phone-number.ts";

describe("a phone number", () => {
  it.each([
    ["+81312345678", "+81312345678"],
    ["+81 3 1234 5678", "+81312345678"],
    ["  +81-3-1234-5678 ", "+81312345678"],
    ["+81 (0)3-1234-5678", "+81312345678"],
    ["+81 03 1234 5678", "+81312345678"],
    ["+81.3.1234.5678", "+81312345678"],
    ["＋８１ ３ １２３４ ５６７８", "+81312345678"],
    ["+81\u00a03\u00a01234\u00a05678", "+81312345678"],
    ["+81–3–1234–5678", "+81312345678"],
    ["+81 3\u20111234\u22125678", "+81312345678"],
    ["\u202a+81 3 1234 5678\u202c", "+81312345678"],
    ["+1 (212) 555-2368", "+12125552368"],
    ["+44 (0)20 7946 0018", "+442079460018"],
    // Italy dials its zero from abroad, too.
    ["+39 06 1234 5678", "+390612345678"],
    // Argentina has two ways to write one mobile number.
    ["+54 9 11 2345 6789", "+5491123456789"],
    ["+54 11 15 2345 6789", "+5491123456789"],
    // Countries that share a code.
    ["+7 701 234 5678", "+77012345678"],
    ["+44 7911 123456", "+447911123456"],
    ["+1 868 291 1234", "+18682911234"],
    ["+15005550006", "+15005550006"],
  ])("has one spelling: %j", (text, spelled) => {
    expect(normalizePhone(text)).toBe(spelled);
  });

  it.each([
    "",
    "+",
    "+81",
    "03 1234 5678",
    "81312345678",
    "0081312345678",
    "011 81 3 1234 5678",
    "++81312345678",
    "+0081312345678",
    "+81+312345678",
    "+81 3 1234 567",
    "+81 3 1234 56789",
    "+999 1234 5678",
    "+1 555 0100",
    "+1 000 000 0000",
  ])("is not %j", (text) => {
    expect(normalizePhone(text)).toBeNull();
  });

  it.each(["+81312345678 ext 5", "+81312345678;ext=5", "+81312345678x5", "+81312345678#5", "+81312345678,5"])(
    "has no extension: %j",
    (text) => {
      expect(normalizePhone(text)).toBeNull();
    },
  );

  it.each([
    "tel:+81312345678",
    "+1 800 FLOWERS",
    "+81/3/1234/5678",
    "+81\r\n312345678",
    "+81312345678\0",
    "+٨١٣١٢٣٤٥٦٧٨",
    `+81312345678${" ".repeat(40)}`,
    "ada@example.com",
  ])("is nothing but digits and what stands between them: not %j", (text) => {
    expect(normalizePhone(text)).toBeNull();
  });

  it.each([
    ["premium rate in Japan", "+81 990 123 456"],
    ["premium rate in the USA", "+1 900 234 5678"],
    ["premium rate in Britain", "+44 909 879 0000"],
    ["shared cost in Germany", "+49 180 312345"],
    ["satellite", "+881 6 1234 5678"],
    ["premium rate of no country", "+979 123 456 789"],
    ["freephone of no country", "+800 1234 5678"],
    ["an emergency number", "+81 110"],
    ["a short code", "+1 22000"],
  ])("that nobody should be charged for is refused: %s", (_, text) => {
    expect(normalizePhone(text)).toBeNull();
  });

  it("says in a sentence what it should be", () => {
    const { error } = PhoneNumber.safeParse("03 1234 5678");
    expect(error?.issues).toMatchObject([
      {
        params: { code: "invalid_phone" },
        message: "must be a phone number with its country code, such as +81 3 1234 5678",
      },
    ]);
    expect(PhoneNumber.parse("+81 3 1234 5678")).toBe("+81312345678");
  });
});

describe("the data we keep of the library's", () => {
  const countries = getCountries(data.metadata);

  it("takes a mobile number of every country, in each way to write it", () => {
    expect(countries.length).toBeGreaterThan(240);
    for (const country of countries) {
      const example = getExampleNumber(country, examples, data.metadata)?.number ?? "";
      const printed = parseKnown(example)?.formatInternational() ?? "";
      expect([country, normalizePhone(example), normalizePhone(printed)]).toEqual([
        country,
        example,
        example,
      ]);
    }
  });

  it("says what the whole of it says, for any number", () => {
    const codes = countries.map((country) => getCountryCallingCode(country, data.metadata));
    let taken = 0;
    for (const text of candidates(codes)) {
      const known = parseKnown(text);
      const type = parseDetailed(text)?.getType() ?? "";
      const exists = known?.isValid() && known.country && !["PREMIUM_RATE", "SHARED_COST"].includes(type);
      const number = normalizePhone(text);
      expect([text, number]).toEqual([text, exists ? known?.number : null]);
      if (number === null) continue;
      taken++;
      expect(normalizePhone(number)).toBe(number);
    }
    expect(taken).toBeGreaterThan(2_000);
  });
});

/** The same pseudo-random numbers on every run, a good part of which exist. */
function* candidates(callingCodes: string[]): Generator<string> {
  let seed = 1;
  const below = (bound: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % bound;
  };
  for (let i = 0; i < 20_000; i++) {
    const digits = Array.from({ length: 6 + below(6) }, () => below(10)).join("");
    yield `+${callingCodes[below(callingCodes.length)]}${digits}`;
  }
}

describe("a masked number", () => {
  it.each([
    ["+81312345678", "+81 •••• ••78"],
    ["+12125552368", "+1 •••• ••68"],
    ["+38343201234", "+383 •••• ••34"],
    ["+24740123", "+247 •••• ••23"],
  ])("shows the country and the last two digits of %s", (number, masked) => {
    expect(maskPhone(number)).toBe(masked);
  });
});
