import type { UserRow } from "../db/tables.ts";
import type { Push } from "../live/push.ts";
import type { OutboxMessage } from "../mail/outbox.ts";
import type { Post } from "../mail/post.ts";
import type { Events } from "../metrics/events.ts";
import type { Method } from "../sessions/method.ts";
import type { EndedSession, NewSession } from "../sessions/session.statements.ts";
import type { Sessions } from "../sessions/session.ts";
import { deviceInWords, placeOf, type Visitor } from "../sessions/visitor.ts";
import type { Issued, OneTime } from "../verification/one-time.ts";
import type { Browser } from "./browser.ts";

/** A session that is about to be stored, with all that its start brings along. */
export interface SessionStart {
  session: NewSession;
  visitor: Visitor;
  cap: number;
  /** The session that this browser leaves behind. */
  replaces: string | null;
  /** The mail about a browser in which this user has never signed in. */
  notice: { row: Issued["row"]; mail: OutboxMessage } | null;
}

/** What every way in has in common. */
export function createSessionStarts(options: {
  sessions: Sessions;
  oneTime: OneTime;
  post: Post;
  push: Push;
  metrics: Pick<Events, "loginAttempt" | "sessionCreated">;
  rules: { appUrl: string; sessionCap: number };
}) {
  const { sessions, oneTime, post, push, metrics, rules } = options;

  async function noticeOf(user: UserRow | null, session: NewSession, { marks, visitor }: Browser) {
    if (!user?.email || marks.lane(user.id, user.devicesVoidBefore) !== null) return null;
    const issued = await oneTime.issue({ purpose: "disown", subject: session.id, userId: user.id });
    const letter = {
      template: "new_device" as const,
      ...deviceInWords(visitor.device),
      place: placeOf(visitor),
      ip: visitor.ip,
      at: session.createdAt.toISOString(),
      link: `${rules.appUrl}/not-me#token=${issued.token}`,
    };
    return { row: issued.row, mail: await post.compose(user.email, letter, issued.row.expiresAt) };
  }

  return {
    /** `user` is who signs in, null for an account that is made by it. */
    async prepare(
      method: Method,
      user: UserRow | null,
      browser: Browser,
    ): Promise<{ start: SessionStart; refreshToken: string }> {
      const { visitor, replaces } = browser;
      const { values: session, refreshToken } = await sessions.prepare(method, visitor, user?.revokedBefore);
      const notice = await noticeOf(user, session, browser);
      return { start: { session, visitor, cap: rules.sessionCap, replaces, notice }, refreshToken };
    },

    /** Once it is stored. */
    started({ session, notice }: SessionStart, userId: string, gaveWay: readonly EndedSession[]): void {
      const { method } = session;
      metrics.loginAttempt({ method, outcome: "success", reason: "none" });
      metrics.sessionCreated({ method });
      if (notice) {
        oneTime.sent(notice.row);
        post.soon(notice.mail);
      }
      push.started(userId, gaveWay);
    },
  };
}

export type SessionStarts = ReturnType<typeof createSessionStarts>;
