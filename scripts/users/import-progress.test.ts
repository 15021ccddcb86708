import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openProgress } from "./import-progress.ts";

const folder = mkdtempSync(join(tmpdir(), "import-progress-"));
afterAll(() => rmSync(folder, { recursive: true }));

function user(id: string, email: string | null = null, usernameKey: string | null = null) {
  return { id, email, phone: null, usernameKey };
}

describe("the progress of an import", () => {
  it("knows which line had a key first", () => {
    const progress = openProgress(":memory:", "task");
    expect(progress.claim(user("1", "a@example.com", "ada"), 1)).toEqual([]);
    expect(progress.claim(user("2", "a@example.com", "ADA"), 2)).toEqual([{ key: "email", number: 1 }]);
    expect(progress.claim(user("1", "b@example.com", "ada"), 3)).toEqual([
      { key: "id", number: 1 },
      { key: "usernameKey", number: 1 },
    ]);
    // The same text as another key is another thing.
    expect(progress.claim(user("a@example.com", "1", null), 4)).toEqual([]);
  });

  it("notes nothing of a line that repeats another one", () => {
    const progress = openProgress(":memory:", "task");
    progress.claim(user("1", "a@example.com"), 1);
    progress.claim(user("2", "a@example.com", "bob"), 2);
    expect(progress.claim(user("2", "b@example.com", "bob"), 3)).toEqual([]);
  });

  it("lasts as far as it was committed, and no further", () => {
    const file = join(folder, "lasting");
    const first = openProgress(file, "task");
    const nothing = first.load();
    expect(nothing).toMatchObject({ number: 0, end: 0, added: 0 });
    first.begin();
    first.claim(user("1"), 1);
    first.commit({ ...nothing, number: 1, end: 9 });
    first.begin();
    first.claim(user("2"), 2);
    first.close();

    const second = openProgress(file, "task");
    expect(second.load()).toMatchObject({ number: 1, end: 9 });
    expect(second.claim(user("1"), 2)).toEqual([{ key: "id", number: 1 }]);
    expect(second.claim(user("2"), 3)).toEqual([]);
    second.remove();
    expect(openProgress(file, "another task").load()).toEqual(nothing);
  });

  it("is nobody else's", () => {
    const file = join(folder, "mine");
    openProgress(file, "task").close();
    expect(() => openProgress(file, "another task")).toThrow("progress of another import");
  });
});
