// Zod without what is never used. Libraries hand its whole namespace around, which tree-shaking can't see through:
// messages in 60 languages, a compiler, a second parser of schemas, 85 KiB of the bundle. A new `z.something` in our code
// is added here too; the Worker does not start without it.
import {
  array,
  boolean,
  discriminatedUnion,
  enum as enumOf,
  int,
  iso,
  literal,
  NEVER,
  number,
  object,
  record,
  strictObject,
  string,
  stringbool,
  url,
  ZodType,
} from "zod/v4";

export const z = {
  array,
  boolean,
  discriminatedUnion,
  enum: enumOf,
  int,
  iso,
  literal,
  NEVER,
  number,
  object,
  record,
  strictObject,
  string,
  stringbool,
  url,
  ZodType,
};
