import { withRefreshLock } from "./refresh-lock.ts";
import type { Tabs } from "./tabs.ts";
import type { Method, Send } from "./transport.ts";

/**
 * For calls whose answer replaces this session's refresh cookie. They take turns with refreshes over all tabs: the answer
 * to an older refresh, arriving late, would put a void token in the new one's place and end the session.
 */
export function createRotatingSend({ send, tabs }: { send: Send; tabs: Tabs }): Send {
  return function rotatingSend<T>(method: Method, path: string, body?: object): Promise<T> {
    return withRefreshLock(async () => {
      const answer = await send<T>(method, path, body);
      tabs.touch();
      return answer;
    });
  };
}
