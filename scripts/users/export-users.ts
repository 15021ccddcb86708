import { writeUser } from "./user-line.ts";
import type { UserTarget } from "./user-target.ts";

const PAGE_ROWS = 1_000;

/** All users, a page of lines at a time. Whoever comes or goes meanwhile may be among them or not. */
export async function* exportUsers(
  target: UserTarget,
  options: { withHash: boolean },
): AsyncGenerator<string[]> {
  for (let after = ""; ; ) {
    const page = await target.page(after, PAGE_ROWS);
    const last = page.at(-1);
    if (!last) return;
    yield page.map((user) => writeUser(user, options));
    after = last.id;
  }
}
