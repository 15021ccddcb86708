import { hasCode } from "./error.ts";
import type { Refresh } from "./refresher.ts";
import type { Tabs } from "./tabs.ts";
import type { Method, Send } from "./transport.ts";

export interface SignedInSendOptions {
  send: Send;
  tabs: Tabs;
  refresh: Refresh;
  /** Nobody is signed in (any more). */
  onEnded: () => void;
}

/** For calls that need a session: an expired access token is renewed once, unseen. Never loops. */
export function createSignedInSend({ send, tabs, refresh, onEnded }: SignedInSendOptions): Send {
  return async function signedInSend<T>(method: Method, path: string, body?: object): Promise<T> {
    const seen = tabs.stamp();
    try {
      return await send<T>(method, path, body);
    } catch (error) {
      if (!hasCode(error, "unauthenticated")) throw error;
      // Known to be signed out: there is nothing to renew.
      if (tabs.hint() === "out") {
        onEnded();
        throw error;
      }
      await refresh(seen).catch((failure: unknown) => {
        throw hasCode(failure, "refresh_invalid", "refresh_reused") ? error : failure;
      });
    }
    try {
      return await send<T>(method, path, body);
    } catch (error) {
      if (hasCode(error, "unauthenticated")) onEnded();
      throw error;
    }
  };
}
