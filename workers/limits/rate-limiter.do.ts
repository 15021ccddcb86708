import { DurableObject } from "cloudflare:workers";
export class RateLimiterObject extends DurableObject<Env> {}
