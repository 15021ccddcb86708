// What the rate-limiting library reports to Upstash's console, 2 KiB of the bundle. It is never switched on.
export class Analytics {}
