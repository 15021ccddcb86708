import type { Device, Location } from "../client/types.ts";
import { countryName } from "./format.ts";
import { roomWords } from "./words/words.ts";

/** What the service calls a device of which it can tell nothing. */
const UNKNOWN = "Unknown device";

/** In the reader's language, where it is not the name of a model. */
export function nameOfDevice(device: Device): string {
  if (device.name === UNKNOWN) return roomWords().devices.unknown;
  return isProgram(device) ? (programOf(device) ?? device.name) : device.name;
}

/** "Firefox on Windows", as far as it is known. */
export function programOf({ browser, os }: Device): string | null {
  if (browser !== null && os !== null) return roomWords().devices.program(browser, os);
  return browser ?? os;
}

/** Whether its name says no more than its program: the service knows no model. */
export function isProgram({ name, browser, os }: Device): boolean {
  return name === [browser, os].filter((part) => part !== null).join(" on ");
}

/** What Cloudflare says of visitors from the Tor network instead of a country. */
const TOR = "T1";

export function placeName(location: Location | null): string {
  const { tor, place, unknownPlace } = roomWords().devices;
  const code = location?.country ?? null;
  if (code === TOR) return tor;
  const city = location?.city;
  const country = code && countryName(code);
  return city && country ? place(city, country) : city || country || unknownPlace;
}
