import type { OutboxMessage } from "../mail/outbox.ts";
import type { Post } from "../mail/post.ts";
import { NOTICE_TTL_MS } from "../shared/limits.ts";
import { after } from "../shared/time.ts";
import type { LiveSession } from "./session.store.ts";
import { deviceInWords, placeOf } from "./visitor.ts";

/** The mail about a session that was ended because its refresh token came back: perhaps it was stolen. */
export function createReuseNotice(post: Post, appUrl: string) {
  return async ({ user, session }: LiveSession, at: Date): Promise<OutboxMessage | null> => {
    if (user.email === null) return null;
    const letter = {
      template: "session_revoked" as const,
      ...deviceInWords(session.device),
      place: placeOf(session),
      at: at.toISOString(),
      resetUrl: `${appUrl}/forgot-password`,
    };
    const mail = await post.compose(user.email, letter, after(at, NOTICE_TTL_MS));
    post.soon(mail);
    return mail;
  };
}
