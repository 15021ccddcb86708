import { env } from "cloudflare:workers";

export const FEED_TOKEN = String(Reflect.get(env, "FEED_TOKEN"));

/** A server that may ask which sessions have ended, in a request. */
export const FEED = { authorization: `Bearer ${FEED_TOKEN}` };
