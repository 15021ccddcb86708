import type { Service } from "../verify/service.ts";

type Answer = { status?: number; body?: unknown } | "silence" | "failure";

/**
 * What a resource server reads of the service, for rules that the real one can't be brought to show: being away, silent,
 * or answering nonsense. Counts the questions.
 */
export function createStandIn(answers: Record<string, Answer | ((url: URL) => Answer)>) {
  const asked: URL[] = [];
  const state = { away: false };
  const service: Service & { authorizations: (string | undefined)[] } = {
    authorizations: [],
    async fetch(address, { headers }) {
      const url = new URL(address);
      asked.push(url);
      service.authorizations.push(headers.authorization);
      await new Promise((resolve) => setTimeout(resolve, 5));
      const known = answers[url.pathname] ?? { status: 404 };
      const answer = typeof known === "function" ? known(url) : known;
      if (state.away || answer === "failure") throw new Error("connection refused");
      if (answer === "silence") return new Promise(() => undefined);
      return Response.json(answer.body ?? null, { status: answer.status ?? 200 });
    },
  };
  return { service, asked, state };
}
