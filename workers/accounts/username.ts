import { z } from "@hono/zod-openapi";

export const Username = z
  .string()
  .regex(/^[A-Za-z0-9_]{3,24}$/, { error: "must be 3 to 24 letters, digits or underscores" })
  .openapi({ example: "ada_l" });

/** Usernames are unique without case; they are ASCII, so lower case is enough. */
export function usernameKey(username: string): string {
  return username.toLowerCase();
}
