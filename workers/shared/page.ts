import { z } from "@hono/zod-openapi";
import type { Position } from "../db/keyset.ts";
import { AppError } from "./errors.ts";
import type { Keyring } from "./keyring.ts";
import { PAGE_DEFAULT, PAGE_MAX } from "./limits.ts";
import { fieldIssue } from "./text.ts";

const Limit = z
  .string()
  .default(String(PAGE_DEFAULT))
  .transform((text, context) => {
    const limit = /^[1-9]\d{0,2}$/.test(text) ? Number(text) : 0;
    if (limit >= 1 && limit <= PAGE_MAX) return limit;
    context.addIssue(fieldIssue("invalid_limit", `must be a whole number from 1 to ${PAGE_MAX}`));
    return z.NEVER;
  })
  .openapi({ type: "integer", minimum: 1, maximum: PAGE_MAX, default: PAGE_DEFAULT });

/** What a list that is given out in pages takes. */
export const PAGE_QUERY = {
  cursor: z.string().optional().openapi({ description: "`nextCursor` of the page before" }),
  limit: Limit,
};

/** Goes with the rows of a page. */
export const NextCursor = z.string().nullable().openapi({ description: "Opaque; `null` on the last page" });

/**
 * Positions in lists as clients carry them: sealed, so that they are opaque and nobody else can make one. `list` names
 * the list, and whose it is: a cursor is good for that one alone.
 */
export function createCursors(keyring: Keyring) {
  return {
    /** The start of the list without a cursor. Throws `validation_failed` for what isn't one of this list. */
    async read(list: string, cursor: string | undefined): Promise<Position | null> {
      if (cursor === undefined) return null;
      const [at, id] = (await keyring.open("cursor", list, cursor))?.split(" ") ?? [];
      if (at !== undefined && id !== undefined) return { at: new Date(Number(at)), id };
      const message = "is not a cursor of this list";
      throw new AppError("validation_failed", {
        errors: [{ path: "cursor", code: "invalid_cursor", message }],
      });
    },

    /**
     * One page of a list: `read` gets the rows behind a position, and is asked for one more than the page holds, to know
     * whether another follows.
     */
    async page<T>(
      list: string,
      { cursor, limit }: { cursor?: string | undefined; limit: number },
      read: (page: { after: Position | null; limit: number }) => Promise<T[]>,
      positionOf: (row: T) => Position,
    ): Promise<{ rows: T[]; nextCursor: string | null }> {
      const found = await read({ after: await this.read(list, cursor), limit: limit + 1 });
      const rows = found.slice(0, limit);
      const last = rows.at(-1);
      if (found.length <= limit || last === undefined) return { rows, nextCursor: null };
      const { at, id } = positionOf(last);
      return { rows, nextCursor: await keyring.seal("cursor", list, `${at.getTime()} ${id}`) };
    },
  };
}

export type Cursors = ReturnType<typeof createCursors>;
