import type { ImportProgress, Progress } from "./import-progress.ts";
import { LINE_MAX_BYTES, type Line } from "./lines.ts";
import { type ImportedUser, type Refusal, readUser } from "./user-line.ts";
import type { UserKeys, UserTarget } from "./user-target.ts";

/** One row for each line that wasn't taken. */
export interface Refused extends Refusal {
  line: number;
}

export interface ImportOptions {
  lines: AsyncIterable<Line>;
  target: UserTarget;
  progress: ImportProgress;
  /** Appends to the report; answers with the bytes it took. */
  report: (refused: Refused[]) => number;
  /** Otherwise everything is checked and nothing written. */
  apply: boolean;
  now: Date;
  /** After each batch. */
  onBatch: (progress: Progress) => void;
  /** Ends the import after the batch under way. */
  signal: AbortSignal;
}

/** So many lines are judged, written and remembered together: a statement of about 250 KB, far under D1's 2 MB. */
export const BATCH_LINES = 500;

/**
 * Imports users, or only says what would happen. Starts where the progress says. Whatever ends it, each batch is in the
 * database whole or not at all; one that was written but not remembered is found there the next time.
 */
export async function importUsers(options: ImportOptions): Promise<Progress & { finished: boolean }> {
  const { lines, progress, signal, onBatch } = options;
  let state = progress.load();
  let batch: Line[] = [];

  async function flush() {
    progress.begin();
    state = await importBatch(options, batch, state);
    progress.commit(state);
    batch = [];
    onBatch(state);
  }

  for await (const line of lines) {
    batch.push(line);
    if (batch.length < BATCH_LINES) continue;
    await flush();
    if (signal.aborted) return { ...state, finished: false };
  }
  if (batch.length > 0) await flush();
  return { ...state, finished: true };
}

/** What the keys are called in a line. */
const FIELDS = { id: "id", email: "email", phone: "phone", usernameKey: "username" } satisfies Record<
  keyof UserKeys,
  string
>;

interface Candidate {
  line: number;
  user: ImportedUser;
}

async function importBatch(
  { target, progress, report, apply, now }: ImportOptions,
  batch: Line[],
  before: Progress,
): Promise<Progress> {
  const refused: Refused[] = [];
  const refuse = (line: number, refusals: Refusal[]) =>
    refused.push(...refusals.map((refusal) => ({ line, ...refusal })));

  const candidates: Candidate[] = [];
  for (const { number, text } of batch) {
    const user = text === null ? unreadable() : readUser(text, now);
    const problems = Array.isArray(user) ? user : repeated(progress, user, number);
    if (problems.length > 0) refuse(number, problems);
    else if (!Array.isArray(user)) candidates.push({ line: number, user });
  }

  let there = 0;
  /** Takes out whoever is in the database already, or would collide with somebody there. */
  async function sift(tried: Candidate[]): Promise<Candidate[]> {
    if (tried.length === 0) return [];
    const held = index(await target.holders(tried.map(({ user }) => user)));
    return tried.filter(({ line, user }) => {
      const found = judge(user, held);
      if (found === "there") there += 1;
      else if (found !== "new") refuse(line, found);
      return found === "new";
    });
  }

  const fresh = await sift(candidates);
  let added = fresh.length;
  if (apply && fresh.length > 0) {
    const ids = await target.add(fresh.map(({ user }) => user));
    added = ids.size;
    // Somebody was quicker and signed up meanwhile.
    const late = await sift(fresh.filter(({ user }) => !ids.has(user.id)));
    if (late.length > 0) throw new Error("users come and go while they are imported: run it again");
  }

  const last = batch.at(-1);
  const refusedLines = new Set(refused.map(({ line }) => line)).size;
  return {
    number: last?.number ?? before.number,
    end: last?.end ?? before.end,
    reported: before.reported + (refused.length > 0 ? report(refused.sort((a, b) => a.line - b.line)) : 0),
    added: before.added + added,
    there: before.there + there,
    refused: before.refused + refusedLines,
  };
}

function unreadable(): Refusal[] {
  return [{ field: "", reason: `is not UTF-8, or longer than ${LINE_MAX_BYTES} bytes` }];
}

function repeated(progress: ImportProgress, user: ImportedUser, number: number): Refusal[] {
  return progress
    .claim(user, number)
    .map((earlier) => ({ field: FIELDS[earlier.key], reason: `is that of line ${earlier.number} too` }));
}

type Held = Record<keyof UserKeys, Map<string, string>>;

/** Who holds which key: ids by key. */
function index(holders: UserKeys[]): Held {
  const by = (key: keyof UserKeys) =>
    new Map(holders.flatMap((holder) => (holder[key] === null ? [] : [[holder[key], holder.id] as const])));
  return { id: by("id"), email: by("email"), phone: by("phone"), usernameKey: by("usernameKey") };
}

/**
 * There: one user has the line's address or number, and nobody else any of its keys. An id alone is not enough: two
 * systems that number their users both have a first one.
 */
function judge(user: ImportedUser, held: Held): "new" | "there" | Refusal[] {
  const holder = (key: keyof UserKeys) => {
    const value = user[key];
    return value === null ? undefined : held[key].get(value);
  };
  const same = holder("email") ?? holder("phone");
  const others = (["id", "email", "phone", "usernameKey"] as const).filter((key) => {
    const id = holder(key);
    return id !== undefined && id !== same;
  });
  if (others.length > 0)
    return others.map((key) => ({ field: FIELDS[key], reason: "is that of another user" }));
  return same === undefined ? "new" : "there";
}
