import type { IncomingMessage, ServerResponse } from "node:http";
import { DURATION_BUCKETS } from "../metrics/catalog.ts";
import { type RecordedRequest, recorded, serveLocally } from "./local-server.ts";

/** A point as Analytics Engine keeps it; with sampling it stands for several. */
export interface StoredPoint {
  /** In milliseconds since 1970. */
  timestamp: number;
  index: string;
  blobs: string[];
  doubles: number[];
  sampleInterval?: number;
}

/** What the next query meets. */
export type AnalyticsBehaviour =
  | { kind: "ok" }
  | { kind: "error"; status: number; body?: string; headers?: Record<string, string> }
  | { kind: "raw"; body: string }
  | { kind: "hang" | "hang_in_body" | "reset" };

const ACCOUNT = /^\/accounts\/[\w-]+\/analytics_engine\/sql$/;

/**
 * A local server that answers the exporter's one query the way the SQL API of Workers Analytics Engine is documented to:
 * `FORMAT JSON` with its meta, numbers of 64 bits in quotes, sampled rows with their interval. It reads the query's times
 * and nothing else of it: the dialect itself is Cloudflare's, and a test holds the query's text.
 */
export async function startAnalyticsStandIn({ token }: { token?: string } = {}) {
  const requests: RecordedRequest[] = [];
  const points: StoredPoint[] = [];
  const queue: AnalyticsBehaviour[] = [];

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await recorded(incoming);
    requests.push(request);
    const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1];
    if (request.method !== "POST" || !ACCOUNT.test(request.path)) return refuse(outgoing, 404, "not found");
    if (given === undefined || (token !== undefined && given !== token))
      return refuse(outgoing, 403, "Authentication error");
    const behaviour = queue.shift() ?? { kind: "ok" };
    if (behaviour.kind === "reset") {
      incoming.socket.resetAndDestroy();
    } else if (behaviour.kind === "error") {
      refuse(outgoing, behaviour.status, behaviour.body ?? "as told by the test", behaviour.headers);
    } else if (behaviour.kind === "raw") {
      outgoing.writeHead(200, JSON_TYPE).end(behaviour.body);
    } else if (behaviour.kind === "hang_in_body") {
      outgoing.writeHead(200, JSON_TYPE).write('{"meta":[');
    } else if (behaviour.kind === "ok") {
      select(request.body, outgoing);
    }
  }

  function select(query: string, outgoing: ServerResponse): void {
    const [from, to] = [...query.matchAll(/toDateTime\((\d+)\)/g)].map(
      ([, seconds]) => Number(seconds) * 1_000,
    );
    if (from === undefined || to === undefined || !query.endsWith("FORMAT JSON")) {
      refuse(outgoing, 422, "unable to parse the query");
      return;
    }
    const data = rowsOf(points.filter(({ timestamp }) => timestamp >= from && timestamp < to));
    const meta = Object.keys(data[0] ?? {}).map((name) => ({ name, type: typeOf(name) }));
    const body = JSON.stringify({ meta, data, rows: data.length, rows_before_limit_at_least: data.length });
    outgoing.writeHead(200, JSON_TYPE).end(body);
  }

  return {
    ...(await serveLocally(answer)),
    requests,
    points,
    /** One answer each for the queries to come; after them all is well again. */
    behave: (...behaviours: AnalyticsBehaviour[]) => void queue.push(...behaviours),
  };
}

const JSON_TYPE = { "content-type": "application/json" };

function refuse(
  outgoing: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
) {
  outgoing.writeHead(status, { "content-type": "text/plain", ...headers }).end(text);
}

/** Integers of 64 bits are quoted, so that no reader of JSON loses digits. */
function typeOf(column: string): string {
  if (column === "minute") return "UInt32";
  if (column === "family" || column.startsWith("blob")) return "String";
  return column === "events" || column === "points" ? "UInt64" : "Float64";
}

function rowsOf(points: readonly StoredPoint[]): Record<string, string | number>[] {
  const groups = Map.groupBy(points, ({ timestamp, index, blobs }) =>
    JSON.stringify([Math.floor(timestamp / 60_000) * 60, index, ...[0, 1, 2].map((n) => blobs[n] ?? "")]),
  );
  return [...groups].map(([key, group]) => {
    const [minute, family, blob1, blob2, blob3] = JSON.parse(key);
    const sum = (value: (point: StoredPoint) => number) =>
      group.reduce((all, point) => all + (point.sampleInterval ?? 1) * value(point), 0);
    const double = ({ doubles }: StoredPoint, index: number) => doubles[index - 1] ?? 0;
    const upTo = DURATION_BUCKETS.map((boundary, index) => [
      `le${index}`,
      sum((point) => (double(point, 1) <= boundary ? double(point, 2) : 0)),
    ]);
    return {
      ...{ minute, family, blob1, blob2, blob3 },
      total: sum((point) => double(point, 1)),
      seconds: sum((point) => double(point, 1) * double(point, 2)),
      observations: sum((point) => double(point, 2)),
      ...Object.fromEntries(upTo),
      events: String(sum(() => 1)),
      points: String(group.length),
    };
  });
}
