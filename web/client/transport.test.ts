import { expect, it, vi } from "vitest";
import { createTransport } from "./transport.ts";

it("a call that is never answered ends, as one that didn’t get through", async () => {
  const clock = new AbortController();
  const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(clock.signal);
  const send = createTransport({
    root: "https://auth.example",
    fetch: (_input, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
      }),
  });
  const answer = send("GET", "/api/me");
  expect(timeout).toHaveBeenCalledExactlyOnceWith(20_000);
  clock.abort(new DOMException("too late", "TimeoutError"));
  await expect(answer).rejects.toMatchObject({ code: "network", status: 0 });
  timeout.mockRestore();
});
