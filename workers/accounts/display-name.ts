import { z } from "@hono/zod-openapi";
import { NAME_MAX_CODE_POINTS } from "../shared/limits.ts";
import { fieldIssue, HIDDEN, text } from "../shared/text.ts";

/** A name as people write theirs; empty means none. Null is never sent in, only shown. */
export const DisplayName = text()
  .transform((value, context) => {
    const name = value.normalize("NFC").trim();
    if (HIDDEN.test(name)) {
      context.addIssue(fieldIssue("invalid_text", "must not contain control characters"));
      return z.NEVER;
    }
    if ([...name].length > NAME_MAX_CODE_POINTS) {
      context.addIssue(fieldIssue("too_long", `must have at most ${NAME_MAX_CODE_POINTS} characters`));
      return z.NEVER;
    }
    return name === "" ? null : name;
  })
  .openapi({ type: "string", maxLength: NAME_MAX_CODE_POINTS, example: "Ada Lovelace" });
