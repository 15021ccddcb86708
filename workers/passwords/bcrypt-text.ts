/** As everybody writes it: `$2b$10$`, 22 characters of salt, 31 of hash; `2a` and `2y` mean the same. */
export interface BcryptHash {
  kind: "bcrypt";
  text: string;
}

/** About a second; each one more doubles it. */
const COST_MAX = 14;
const COST_MIN = 4;

/** The last characters of salt and hash have bits that mean nothing: they must be zero, as everybody writes them. */
const TEXT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]$/;

/** The hash, or in words why it can't be verified here. */
export function readBcrypt(text: string): BcryptHash | string {
  const [, cost] = TEXT.exec(text) ?? [];
  if (cost === undefined) return "must read $2b$10$ and 53 canonical characters";
  if (Number(cost) < COST_MIN) return `must have a cost of ${COST_MIN} or more`;
  if (Number(cost) > COST_MAX) return `has a cost above ${COST_MAX}: verifying it would take too long`;
  return { kind: "bcrypt", text };
}
