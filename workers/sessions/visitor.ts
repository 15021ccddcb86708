import UAParser from "ua-parser-js";
import type { Device, Location } from "../db/tables.ts";
import { clientAddress } from "../limits/client-address.ts";

/** Who is asking, as far as a request tells: kept with sessions and events so that people know their own. */
export interface Visitor {
  ip: string | null;
  device: Device;
  location: Location | null;
}

/** Longer user agents are noise or an attack on the parser. */
const USER_AGENT_MAX_LENGTH = 512;
const PLACE_MAX_LENGTH = 100;

export function visitorOf(request: Request): Visitor {
  return {
    ip: clientAddress(request.headers),
    device: deviceOf(request.headers.get("user-agent") ?? ""),
    location: locationOf(request),
  };
}

export function deviceOf(userAgent: string): Device {
  const { browser, os, device } = new UAParser(userAgent.slice(0, USER_AGENT_MAX_LENGTH)).getResult();
  return {
    name: device.model ?? nameOf(browser.name, os.name),
    browser: browser.name ?? null,
    os: os.name ?? null,
    kind: kindOf(device.type, os.name),
  };
}

function nameOf(...parts: (string | null | undefined)[]): string {
  return parts.filter((part) => typeof part === "string").join(" on ") || "Unknown device";
}

/** A device for words of any language: with its browser and system, unless it has a name of its own. */
export function deviceInWords({ name, browser, os }: Device) {
  return name === nameOf(browser, os) ? { device: name, browser, os } : { device: name };
}

function kindOf(type: string | undefined, os: string | undefined): Device["kind"] {
  if (type === "mobile" || type === "tablet") return type;
  // The parser names no type for desktops; without a system it is a program, not a computer somebody sits at.
  return type === undefined && os !== undefined ? "desktop" : "other";
}

/** The platform's own geography; absent outside of Cloudflare. */
function locationOf(request: Request): Location | null {
  const { city, country } = (request.cf ?? {}) as { city?: unknown; country?: unknown };
  const place = { city: textOf(city), country: textOf(country) };
  return place.city === null && place.country === null ? null : place;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value.slice(0, PLACE_MAX_LENGTH) : null;
}

/** Where somebody is, for people to read; null when the platform doesn't say. */
export function placeOf({ location }: Pick<Visitor, "location">): string | null {
  const parts = [location?.city, location?.country].filter((part) => part !== null && part !== undefined);
  return parts.length === 0 ? null : parts.join(", ");
}
