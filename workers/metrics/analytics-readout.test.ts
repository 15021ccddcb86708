import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startAnalyticsStandIn } from "../testing/analytics-stand-in.ts";
import { createAnalyticsReadout, readoutQuery } from "./analytics-readout.ts";

const NOON = Date.parse("2026-03-01T12:00:00Z");
const WINDOW = { from: NOON, to: NOON + 10 * 60_000 };

let standIn: Awaited<ReturnType<typeof startAnalyticsStandIn>>;
beforeEach(async () => {
  standIn = await startAnalyticsStandIn({ token: "a-token" });
});
afterEach(() => standIn.close());

const readout = (token = "a-token", timeoutMs = 2_000) =>
  createAnalyticsReadout({ accountId: "0123abcd", token, baseUrl: standIn.url }, fetch, timeoutMs);

const point = (timestamp: number, index: string, blobs: string[], doubles: number[], sampleInterval = 1) =>
  standIn.points.push({ timestamp, index, blobs, doubles, sampleInterval });

describe("the query", () => {
  it("is this text", () => {
    expect(readoutQuery(WINDOW)).toBe(
      [
        "SELECT toUnixTimestamp(toStartOfInterval(timestamp, INTERVAL '1' MINUTE)) AS minute, index1 AS family,",
        "blob1, blob2, blob3, SUM(_sample_interval * double1) AS total,",
        "SUM(_sample_interval * double1 * double2) AS seconds, SUM(_sample_interval * double2) AS observations,",
        "SUM(if(double1 <= 0.005, _sample_interval * double2, 0)) AS le0,",
        "SUM(if(double1 <= 0.01, _sample_interval * double2, 0)) AS le1,",
        "SUM(if(double1 <= 0.025, _sample_interval * double2, 0)) AS le2,",
        "SUM(if(double1 <= 0.05, _sample_interval * double2, 0)) AS le3,",
        "SUM(if(double1 <= 0.1, _sample_interval * double2, 0)) AS le4,",
        "SUM(if(double1 <= 0.25, _sample_interval * double2, 0)) AS le5,",
        "SUM(if(double1 <= 0.5, _sample_interval * double2, 0)) AS le6,",
        "SUM(if(double1 <= 1, _sample_interval * double2, 0)) AS le7,",
        "SUM(if(double1 <= 2.5, _sample_interval * double2, 0)) AS le8,",
        "SUM(if(double1 <= 5, _sample_interval * double2, 0)) AS le9,",
        "SUM(if(double1 <= 10, _sample_interval * double2, 0)) AS le10,",
        "SUM(_sample_interval) AS events, COUNT() AS points FROM genkan_events",
        "WHERE timestamp >= toDateTime(1772366400) AND timestamp < toDateTime(1772367000)",
        "GROUP BY minute, family, blob1, blob2, blob3 LIMIT ALL FORMAT JSON",
      ].join(" "),
    );
  });

  it("goes to the account's SQL API with its token", async () => {
    await readout()(WINDOW);
    expect(standIn.requests).toMatchObject([
      {
        method: "POST",
        path: "/accounts/0123abcd/analytics_engine/sql",
        headers: { authorization: "Bearer a-token" },
        body: readoutQuery(WINDOW),
      },
    ]);
  });
});

describe("an answer", () => {
  it("gives counts by minute and labels, each point as often as it stands for", async () => {
    point(NOON + 1_000, "registrations", ["completed"], [2, 1]);
    point(NOON + 59_000, "registrations", ["completed"], [1, 1], 10);
    point(NOON + 60_000, "registrations", ["completed"], [4, 1]);
    point(NOON + 2_000, "login_attempts", ["password", "failure", "invalid_credentials"], [1, 1]);
    point(NOON - 1, "registrations", ["refused"], [1, 1]);
    point(WINDOW.to, "registrations", ["refused"], [1, 1]);
    const counter = { part: "" };
    expect(await readout()(WINDOW)).toEqual({
      readings: [
        { ...counter, minute: NOON, family: "registrations", labels: ["completed"], amount: 12 },
        { ...counter, minute: NOON + 60_000, family: "registrations", labels: ["completed"], amount: 4 },
        {
          ...counter,
          minute: NOON,
          family: "login_attempts",
          labels: ["password", "failure", "invalid_credentials"],
          amount: 1,
        },
      ],
      sampleInterval: 13 / 4,
    });
  });

  it("gives durations by bucket, and their seconds", async () => {
    point(NOON, "http_request_duration", ["/api/me"], [0.02, 3]);
    point(NOON, "http_request_duration", ["/api/me"], [0.025, 1], 2);
    point(NOON, "http_request_duration", ["/api/me"], [30, 1]);
    const { readings } = await readout()(WINDOW);
    expect(readings.map(({ part, amount }) => [part, amount])).toEqual([
      ["2", 5],
      ["11", 1],
      ["sum", expect.closeTo(30.11)],
    ]);
  });

  it("without rows is no failure", async () => {
    expect(await readout()(WINDOW)).toEqual({ readings: [], sampleInterval: 1 });
  });

  it("may hold what this version doesn't count", async () => {
    point(NOON, "of_tomorrow", ["x"], [1, 1]);
    expect((await readout()(WINDOW)).readings).toEqual([]);
  });
});

describe("a failure", () => {
  it.each([429, 500, 502, 503])("with status %i is one", async (status) => {
    standIn.behave({ kind: "error", status, headers: { "retry-after": "1" } });
    await expect(readout()(WINDOW)).rejects.toThrow(`answered ${status}`);
    expect(standIn.requests.length).toBe(1);
  });

  it.each(["hang", "hang_in_body", "reset"] as const)("by %s is one, in bounded time", async (kind) => {
    standIn.behave({ kind });
    await expect(readout("a-token", 200)(WINDOW)).rejects.toThrow();
  });

  it.each([
    "",
    "not JSON",
    "{}",
    '{"data":{}}',
    '{"data":[{"family":"registrations","blob1":"completed","minute":1,"total":"nan","events":"1","points":"1"}]}',
    '{"data":[{"family":"registrations","blob1":"completed","minute":1,"total":null,"events":"1","points":"1"}]}',
  ])("is an answer %j", async (body) => {
    standIn.behave({ kind: "raw", body });
    await expect(readout()(WINDOW)).rejects.toThrow();
  });

  it("is a token that is not taken", async () => {
    await expect(readout("another")(WINDOW)).rejects.toThrow("answered 403");
  });
});
