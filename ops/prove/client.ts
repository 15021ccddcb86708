/** Routes and classes of answers, as they were seen from here. */
export type Seen = Map<string, number>;

interface Message {
  code: string | null;
  links: string[];
  subject: string;
}

type Json = Record<string, unknown>;

/** Calls the service from one address, and keeps its own count of what it was answered. */
export function createClient({ origin, address, seen }: { origin: string; address: string; seen: Seen }) {
  async function call(
    method: string,
    route: string,
    options: { body?: Json; bearer?: string; params?: Record<string, string>; query?: string } = {},
  ): Promise<{ status: number; body: Json }> {
    const { body, bearer, params = {}, query = "" } = options;
    const path = route.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? "");
    const answer = await fetch(`${origin}${path}${query}`, {
      method,
      headers: {
        "cf-connecting-ip": address,
        ...(body && { "content-type": "application/json" }),
        ...(bearer && { authorization: `Bearer ${bearer}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const key = `${route} ${method} ${Math.floor(answer.status / 100)}xx`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
    const text = await answer.text();
    return { status: answer.status, body: text ? JSON.parse(text) : {} };
  }

  return {
    address,

    /** @throws when the answer has another status */
    async expect(status: number, method: string, route: string, options?: Parameters<typeof call>[2]) {
      const answer = await call(method, route, options);
      if (answer.status !== status) {
        throw new Error(
          `${method} ${route}: ${answer.status} instead of ${status}: ${JSON.stringify(answer.body)}`,
        );
      }
      return answer.body;
    },

    /** What was sent to somebody last: mails go out behind the answer, so the newest may be about to come. */
    async newestMessage(to: string, isIt: (message: Message) => boolean): Promise<Message | undefined> {
      const { body } = await call("GET", "/__dev/mail", { query: `?to=${encodeURIComponent(to)}` });
      return (body.messages as Message[]).find(isIt);
    },
  };
}

export type Client = ReturnType<typeof createClient>;
