// Takes what telling a phone number from any other text needs out of the installed libphonenumber-js: how numbers are
// printed is two thirds of its data, and we never print one. Adds which numbers cost their caller extra, which the
// library knows in its largest data only. Runs after each install.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const installed = createRequire(import.meta.url);
const { version, country_calling_codes, countries } = installed("libphonenumber-js/metadata.min.json");
const { countries: detailed } = installed("libphonenumber-js/metadata.max.json");

// Places in a country's array, as the library's source/metadata.js reads them.
/** Prefix for calls abroad, formats, formatting rules, the preferred one of those prefixes, extension prefix. */
const NEEDLESS = [1, 4, 6, 9, 12, 13];
const TYPES = 11;
const PREMIUM_RATE = 3;
const SHARED_COST = 9;

const bare = mapped(countries, (fields) =>
  trimmed(fields.map((field, i) => (NEEDLESS.includes(i) ? 0 : field))),
);
const costly = mapped(detailed, (fields) =>
  [PREMIUM_RATE, SHARED_COST].flatMap((type) => fields[TYPES]?.[type]?.[0] || []).join("|"),
);

const data = { metadata: { version, country_calling_codes, countries: bare }, costly };
writeUnlessSame(
  new URL("../workers/accounts/phone-metadata.js", import.meta.url),
  `export default ${JSON.stringify(data)};\n`,
);

function mapped(object, change) {
  return Object.fromEntries(
    Object.entries(object)
      .map(([key, value]) => [key, change(value)])
      .filter(([, value]) => value.length > 0),
  );
}

/** Without the zeros at the end, which say that nothing is there. */
function trimmed(fields) {
  return fields.slice(0, fields.findLastIndex((field) => field !== 0 && field !== null) + 1);
}

/** A file that stays the same keeps its time stamp, so that a running `wrangler dev` does not rebuild. */
function writeUnlessSame(file, text) {
  try {
    if (readFileSync(file, "utf8") === text) return;
  } catch {
    // Not there yet.
  }
  writeFileSync(file, text);
}
