import type { Tabs } from "./tabs.ts";
import type { Send } from "./transport.ts";
import type { EmailProof, User } from "./types.ts";

export interface MailedActsOptions {
  send: Send;
  me: () => Promise<User>;
  tabs: Tabs;
}

/**
 * What a mail entitles to, whoever is signed in. It ends or changes sessions, and this browser's may be among them: then
 * the next answer tells, in every tab.
 */
export function createMailedActs({ send, me, tabs }: MailedActsOptions) {
  async function act<T>(path: string, body: object): Promise<T> {
    const answer = await send<T>("POST", path, body);
    if (tabs.hint() === "in") {
      await me().then(
        () => tabs.tell("changed"),
        // What was asked for is done; a session that has ended is known by now, and anything else is not about this.
        () => undefined,
      );
    }
    return answer;
  }

  return {
    /** Ends every session; nobody is signed in by it. */
    resetPassword: (proof: EmailProof, password: string) =>
      act<{ status: "password_changed" }>("/api/auth/password/reset", { ...proof, password }),
    /** Ends every session but the one that asked for the change. */
    confirmEmailChange: (token: string) => act<{ user: User }>("/api/auth/email/change/confirm", { token }),
    /** Ends every session. */
    undoEmailChange: (token: string) => act<{ status: "reverted" }>("/api/auth/email/change/undo", { token }),
    /** "This wasn't me": ends that session, and mails a way to a new password. */
    disownSession: (token: string) => act<{ status: "session_ended" }>("/api/auth/session/disown", { token }),
  };
}
