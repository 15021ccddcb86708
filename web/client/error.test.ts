import { describe, expect, it } from "vitest";
import { createClient } from "./client.ts";
import { GenkanError } from "./error.ts";
import { fakeServer, problem } from "./fake-server.ts";

async function failure(promise: Promise<unknown>): Promise<GenkanError> {
  const error = await promise.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (error instanceof GenkanError) return error;
  throw new Error("expected a GenkanError", { cause: error });
}

function failing(response: () => Response | Promise<Response>) {
  const server = fakeServer({ "POST /api/auth/login": response });
  return failure(createClient({ fetch: server.fetch }).signIn({ identifier: "ana", password: "x" }));
}

describe("GenkanError", () => {
  it("carries everything the problem says", async () => {
    const errors = [{ path: "password", code: "too_short", message: "at least 8" }];
    const error = await failing(() =>
      problem(422, "password_rejected", {
        detail: "too weak",
        errors,
        attemptsLeft: 2,
        retryAfterSeconds: 9,
      }),
    );
    expect(error).toMatchObject({
      code: "password_rejected",
      status: 422,
      title: "password_rejected",
      detail: "too weak",
      errors,
      attemptsLeft: 2,
      retryAfterSeconds: 9,
      requestId: "req_1",
    });
  });

  it("keeps an attemptsLeft of zero", async () => {
    const error = await failing(() => problem(401, "invalid_credentials", { attemptsLeft: 0 }));
    expect(error.attemptsLeft).toBe(0);
  });

  it("calls a missing answer network", async () => {
    const error = await failing(() => Promise.reject(new TypeError("Failed to fetch")));
    expect([error.code, error.status]).toEqual(["network", 0]);
  });

  it("calls an answer that breaks off network", async () => {
    const error = await failing(() => new Response('{"user":', { status: 200 }));
    expect(error.code).toBe("network");
  });

  it("calls a proxy's error page unavailable and reads its Retry-After", async () => {
    const error = await failing(
      () => new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "Retry-After": "7" } }),
    );
    expect([error.code, error.retryAfterSeconds]).toEqual(["unavailable", 7]);
  });

  it("takes nothing in a broken problem for granted", async () => {
    const error = await failing(() => Response.json({ code: 5, errors: [null, "x"] }, { status: 400 }));
    expect([error.code, error.errors.length]).toEqual(["internal", 2]);
  });
});
