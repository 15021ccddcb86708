// Writes the list of passwords that are tried first: digests only, for web/public, from where the build takes it.
// The format belongs to workers/passwords/password-list.ts.

import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { dictionary } from "@zxcvbn-ts/language-common";

const HEADER = "GKPW1";
const PREFIX_BYTES = 5;
/** PASSWORD_MIN_FLOOR: shorter ones are refused for their length. */
const MIN_CODE_POINTS = 8;

const passwords = new Set(dictionary["passwords-common"].map((text) => text.normalize("NFC").toLowerCase()));
const prefixes = [...passwords]
  .filter((password) => [...password].length >= MIN_CODE_POINTS)
  .map((password) => createHash("sha256").update(password).digest().subarray(0, PREFIX_BYTES))
  .sort(Buffer.compare);

const file = new URL("../web/public/common-passwords.bin", import.meta.url);
writeFileSync(file, Buffer.concat([Buffer.from(HEADER), ...prefixes]));
