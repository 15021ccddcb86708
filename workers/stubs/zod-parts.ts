// A new `z.something` in our code is added here too; the Worker does not start without it.
export {
  array,
  boolean,
  discriminatedUnion,
  enum,
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
