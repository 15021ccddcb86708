// Zod without what is never used. Libraries hand its whole namespace around, which tree-shaking can't see through:
// messages in 60 languages, a compiler, a second parser of schemas, 85 KiB of the bundle.
export * as z from "./zod-parts.ts";
