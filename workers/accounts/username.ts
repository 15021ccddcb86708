import { z } from "@hono/zod-openapi";

const PATTERN = /^[A-Za-z0-9_]{3,24}$/;

export const Username = z
  .string()
  .regex(PATTERN, { error: "must be 3 to 24 letters, digits or underscores" })
  .openapi({ example: "ada_l" });

export function isUsername(text: string): boolean {
  return PATTERN.test(text);
}

/** Usernames are unique without case; they are ASCII, so lower case is enough. */
export function usernameKey(username: string): string {
  return username.toLowerCase();
}
