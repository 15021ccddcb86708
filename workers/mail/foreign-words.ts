import { HIDDEN } from "../shared/text.ts";

const WORDS_MAX_CODE_POINTS = 80;
const HIDDEN_RUN = new RegExp(`${HIDDEN.source}+`, "gu");

/**
 * What a browser or the network says of itself, as a few harmless words: no line of its own, nothing invisible, and
 * nothing that a mail program would turn into a link. "" when nothing is left.
 */
export function foreignWords(text: string): string {
  const words = plainLine(text)
    .replace(/[^\p{L}\p{M}\p{N} .,'()&+_-]+/gu, " ")
    // evil.example: a full stop stays only within a number and at the end of a word.
    .replace(/\.(?=\p{L})|(?<=\p{L})\.(?=\S)/gu, " ");
  return capped(words.replace(/ {2,}/g, " ").trim());
}

/** A masked address or number on one line, as it was given. */
export function plainLine(text: string): string {
  return text.toWellFormed().replace(HIDDEN_RUN, " ");
}

/** "" for what is no address, v4 or v6. */
export function ipWords(text: string): string {
  return /^[0-9a-f.:]{2,45}$/i.test(text) ? text : "";
}

function capped(text: string): string {
  const points = [...text];
  return points.length <= WORDS_MAX_CODE_POINTS
    ? text
    : `${points
        .slice(0, WORDS_MAX_CODE_POINTS - 1)
        .join("")
        .trimEnd()}…`;
}
