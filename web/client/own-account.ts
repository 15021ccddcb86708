import type { Presence } from "./presence.ts";
import type { Tabs } from "./tabs.ts";
import type { Send } from "./transport.ts";
import type {
  Challenge,
  Channel,
  CodeProof,
  DataExport,
  DeletionScheduled,
  EventsPage,
  EventsQuery,
  LiveSession,
  PasswordChange,
  Preferences,
  ProfileChange,
  Session,
  SessionRenewed,
  User,
} from "./types.ts";

export interface OwnAccountOptions {
  request: Send;
  /** For what replaces the refresh cookie. */
  rotate: Send;
  presence: Presence;
  tabs: Tabs;
}

/** CONTRACT section 5: one's own account, for whoever is signed in. */
export function createOwnAccount({ request, rotate, presence, tabs }: OwnAccountOptions) {
  async function changed(answer: Promise<{ user: User }>): Promise<User> {
    const user = await presence.userOf(answer);
    tabs.tell("changed");
    return user;
  }

  return {
    me: (): Promise<User> => presence.userOf(request("GET", "/api/me")),
    updateMe: (change: ProfileChange) => changed(request("PATCH", "/api/me", change)),
    preferences: () => request<Preferences>("GET", "/api/me/preferences"),
    setPreferences: (change: Partial<Preferences>) =>
      request<Preferences>("PATCH", "/api/me/preferences", change),
    /** A live check against the database, with the facts of this session. */
    session: () => request<LiveSession>("GET", "/api/auth/verify"),

    /** Everywhere one is signed in, newest first. */
    async sessions(): Promise<Session[]> {
      const { sessions } = await request<{ sessions: Session[] }>("GET", "/api/me/sessions");
      return sessions;
    },
    /** Of another device; `signOut` is for this one. */
    endSession: (id: string) => request<void>("DELETE", `/api/me/sessions/${encodeURIComponent(id)}`),
    endOtherSessions: () => request<void>("DELETE", "/api/me/sessions"),
    /** What happened to the account, newest first. */
    events: ({ cursor, limit }: EventsQuery = {}) => {
      const query = new URLSearchParams({
        ...(cursor !== undefined && { cursor }),
        ...(limit !== undefined && { limit: `${limit}` }),
      });
      return request<EventsPage>("GET", `/api/me/events?${query}`);
    },

    changePassword: (change: PasswordChange) => rotate<SessionRenewed>("POST", "/api/me/password", change),
    /** To one's own address or number, for `reauth`. */
    sendReauthCode: (channel: Channel) => request<Challenge>("POST", "/api/me/reauth/send", { channel }),
    /** Proves again who one is, for what answers `reauth_required`. */
    reauth: (proof: { password: string } | CodeProof) =>
      rotate<SessionRenewed>("POST", "/api/me/reauth", proof),

    /** Nothing changes until the new address is confirmed by its mail. */
    requestEmailChange: (newEmail: string, password?: string) =>
      request<{ status: "confirmation_sent" }>("POST", "/api/me/email", {
        newEmail,
        ...(password !== undefined && { password }),
      }),

    requestPhone: (phone: string) => request<Challenge>("POST", "/api/me/phone", { phone }),
    confirmPhone: ({ challengeId, code }: CodeProof) =>
      changed(request("POST", "/api/me/phone/confirm", { challengeId, code })),
    removePhone: () => changed(request("DELETE", "/api/me/phone")),

    /** Wants a sign-in, or `reauth`, that is fresh. */
    exportData: () => request<DataExport>("GET", "/api/me/export"),

    signOutEverywhere: () => presence.leave(request<void>("POST", "/api/auth/logout-all")),
    deleteAccount: (password?: string) =>
      presence.leave(
        request<DeletionScheduled>("DELETE", "/api/me", password === undefined ? undefined : { password }),
      ),
  };
}
