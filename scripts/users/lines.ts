/** Longer lines are no users. */
export const LINE_MAX_BYTES = 64 * 1_024;

export interface Line {
  /** From 1 on, blank lines included. */
  number: number;
  /** Null when it is too long, or not UTF-8. */
  text: string | null;
  /** Where the next line begins, in bytes. */
  end: number;
}

const NEWLINE = 0x0a;

/** The lines of a file that are not blank, read from where `start` says, with no more in memory than one of them. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  start: { number: number; end: number } = { number: 0, end: 0 },
): AsyncGenerator<Line> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let { number, end } = start;
  let begun: Uint8Array[] = [];
  let length = 0;

  function add(part: Uint8Array) {
    length += part.length;
    // Of a line that is too long nothing is kept.
    begun = length > LINE_MAX_BYTES ? [] : [...begun, part];
  }

  function finish(newlineBytes: number): Line | null {
    number += 1;
    end += length + newlineBytes;
    const text = length > LINE_MAX_BYTES ? null : decode(decoder, Buffer.concat(begun));
    begun = [];
    length = 0;
    return text?.trim() === "" ? null : { number, text, end };
  }

  for await (const chunk of chunks) {
    let from = 0;
    for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      add(chunk.subarray(from, to));
      const line = finish(1);
      if (line) yield line;
      from = to + 1;
    }
    // A copy: the chunk may be written over.
    add(chunk.slice(from));
  }
  const last = length > 0 ? finish(0) : null;
  if (last) yield last;
}

function decode(decoder: TextDecoder, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}
