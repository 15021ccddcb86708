import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { d1Api } from "./d1-api.ts";

let stop = () => {};
afterEach(() => stop());

/** Cloudflare's API: answers in turn, and keeps what it was asked. */
async function cloudflare(answers: { status: number; body: object }[]) {
  const asked: { url: string | undefined; authorization: string | undefined; body: unknown }[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
    asked.push({ url: request.url, authorization: request.headers.authorization, body });
    const answer = answers.shift() ?? { status: 500, body: {} };
    response
      .writeHead(answer.status, { "Content-Type": "application/json" })
      .end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stop = () => server.close();
  const { port } = server.address() as AddressInfo;
  const waits: number[] = [];
  const query = d1Api(
    { baseUrl: `http://127.0.0.1:${port}/client/v4`, accountId: "acc", databaseId: "db", token: "secret" },
    async (milliseconds) => waits.push(milliseconds),
  );
  return { asked, waits, query };
}

function rows(results: object[]) {
  return { status: 200, body: { success: true, errors: [], result: [{ success: true, results }] } };
}

describe("a deployed D1 database", () => {
  it("is asked with the statement and its parameters, and answers with rows", async () => {
    const { query, asked } = await cloudflare([rows([{ id: "1" }])]);
    expect(await query("select ?1 as id", ["1"])).toEqual([{ id: "1" }]);
    expect(asked).toEqual([
      {
        url: "/client/v4/accounts/acc/d1/database/db/query",
        authorization: "Bearer secret",
        body: { sql: "select ?1 as id", params: ["1"] },
      },
    ]);
  });

  it("is asked again when it is busy or away, later each time", async () => {
    const { query, waits } = await cloudflare([
      { status: 429, body: {} },
      { status: 502, body: {} },
      rows([]),
    ]);
    expect(await query("select 1", [])).toEqual([]);
    expect(waits).toEqual([1_000, 2_000]);
  });

  it("is given up after a while", async () => {
    const { query, asked } = await cloudflare([]);
    await expect(query("select 1", [])).rejects.toThrow("D1 answered 500");
    expect(asked).toHaveLength(6);
  });

  it("says what is wrong with a statement, at once", async () => {
    const error = { code: 7500, message: "no such table: users: SQLITE_ERROR" };
    const { query, asked } = await cloudflare([{ status: 400, body: { success: false, errors: [error] } }]);
    await expect(query("select 1", [])).rejects.toThrow("D1 answered 400: no such table: users");
    expect(asked).toHaveLength(1);
  });
});
