import { z } from "@hono/zod-openapi";

/** A field error with a stable code: contexts put it into `params`, the validation hook takes it out. */
export function fieldIssue(code: string, message: string) {
  return { code: "custom" as const, params: { code }, message };
}

/**
 * Text as both databases store it alike: no NUL (Postgres refuses it, SQLite cuts there), no lone surrogate (SQLite
 * replaces it).
 */
export const text = () =>
  z.string().refine((value) => value.isWellFormed() && !value.includes("\0"), {
    params: { code: "invalid_text" },
    error: "must be valid text",
  });

/** Control characters, line breaks, bidi overrides and zero-width tricks: nothing of this belongs in a name. */
export const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u;
