import { env } from "cloudflare:workers";

/** Who the operator is, in a request. */
export const OPERATOR = { authorization: `Bearer ${Reflect.get(env, "ADMIN_TOKEN")}` };
