import { once } from "node:events";
import { type Client, createClient, type Seen } from "./client.ts";
import { eventually } from "./process.ts";

const MAIL_MAX_MS = 10_000;
const PASSWORD = "a horse, a battery, a staple";
const WRONG = "not the one, by any means";
const NUMBERS = { used: "+14155550131", unused: "+14155550132" };

interface Tokens {
  accessToken: string;
  refreshToken: string;
}

/** What Prometheus must say. */
export type Expected = [expression: string, value: number][];

export interface Story {
  /** Of all that has happened. */
  expected: Expected;
  /** Somebody's socket, which stays open. */
  socket: WebSocket;
}

/** An hour of a service in a few seconds: people, somebody with stolen things, and an operator. */
export async function tell(options: { origin: string; adminToken: string; seen: Seen }): Promise<Story> {
  const { origin, adminToken, seen } = options;
  let lastAddress = 0;
  const someone = (): Client => createClient({ origin, address: `203.0.113.${++lastAddress}`, seen });
  const tokensOf = (body: Record<string, unknown>) => body.tokens as Tokens;
  const people = ["hana", "ken", "mio"].map((name) => `${name}@example.com`) as [string, string, string];
  const [hana, ken, mio] = people;

  async function mailed(client: Client, to: string, page: string): Promise<string> {
    const message = await eventually(`a mail for ${page}`, MAIL_MAX_MS, () =>
      client.newestMessage(to, ({ links }) => links.some((link) => link.includes(`/${page}#token=`))),
    );
    const link = message.links.find((each) => each.includes(`/${page}#token=`)) as string;
    return new URL(link).hash.slice("#token=".length);
  }

  async function codeSent(client: Client, channel: "email" | "sms", to: string) {
    const { challengeId } = await client.expect(202, "POST", "/api/auth/otp/send", { body: { channel, to } });
    const message = await eventually(`a code to ${to}`, MAIL_MAX_MS, () =>
      client.newestMessage(to, ({ code, links }) => code !== null && links.length === 0),
    );
    return { challengeId, code: message.code as string };
  }

  function logIn(client: Client, identifier: string, password: string, status: number) {
    const body = { identifier, password, delivery: "token" };
    return client.expect(status, "POST", "/api/auth/login", { body });
  }

  async function open(client: Client, bearer: string): Promise<WebSocket> {
    const { ticket } = await client.expect(200, "POST", "/api/auth/ws-ticket", { bearer });
    const socket = new WebSocket(`${origin.replace("http", "ws")}/ws?ticket=${ticket}`);
    await once(socket, "open");
    return socket;
  }

  // Three sign up in one house; the fourth of the hour is one too many.
  const house = someone();
  for (const email of people) {
    await house.expect(202, "POST", "/api/auth/signup", { body: { email, password: PASSWORD } });
    const token = await mailed(house, email, "confirm");
    await house.expect(200, "POST", "/api/auth/email/verify", { body: { token, delivery: "token" } });
  }
  await house.expect(429, "POST", "/api/auth/signup", {
    body: { email: "a.guest@example.com", password: PASSWORD },
  });

  // Two sign in elsewhere.
  const office = someone();
  const first = tokensOf(await logIn(office, hana, PASSWORD, 200));
  const second = tokensOf(await logIn(office, hana, PASSWORD, 200));

  // Somebody guesses one password, somebody else tries one on many.
  const guesser = someone();
  for (let tries = 0; tries < 5; tries++) await logIn(guesser, ken, WRONG, 401);
  for (let tries = 0; tries < 2; tries++) await logIn(guesser, ken, WRONG, 429);
  const sprayer = someone();
  for (let tries = 0; tries < 20; tries++) await logIn(sprayer, `nobody${tries}@example.com`, WRONG, 401);
  await logIn(sprayer, "nobody20@example.com", WRONG, 429);

  // A session goes on, an answer is lost, and then the first token of all comes back.
  const refresh = async (refreshToken: string, status = 200) =>
    tokensOf(await office.expect(status, "POST", "/api/auth/refresh", { body: { refreshToken } }));
  const { refreshToken } = await refresh(first.refreshToken);
  await refresh(refreshToken);
  await refresh(refreshToken);
  await refresh("garbage", 401);
  await refresh(first.refreshToken, 401);

  // A code with a slip, a number that is new here, and one whose code nobody uses.
  const road = someone();
  const { challengeId, code } = await codeSent(road, "email", mio);
  const verify = (body: Record<string, unknown>, status: number) =>
    road.expect(status, "POST", "/api/auth/otp/verify", { body: { ...body, delivery: "token" } });
  await verify({ challengeId, code: code === "000000" ? "000001" : "000000" }, 400);
  await verify({ challengeId, code }, 200);
  await verify(await codeSent(road, "sms", NUMBERS.used), 200);
  await codeSent(road, "sms", NUMBERS.unused);

  // A link, and a page that stays open.
  const library = someone();
  await library.expect(202, "POST", "/api/auth/magic-link/send", { body: { email: ken } });
  const token = await mailed(library, ken, "magic-link");
  const linked = tokensOf(
    await library.expect(200, "POST", "/api/auth/magic-link/verify", { body: { token, delivery: "token" } }),
  );
  const socket = await open(library, linked.accessToken);

  // A page whose session ends under it.
  const closing = await open(office, second.accessToken);
  const closed = once(closing, "close");
  await office.expect(204, "POST", "/api/auth/logout", { bearer: second.accessToken });
  await closed;

  // An operator, and a minute of the schedule.
  const operator = someone();
  const { users } = await operator.expect(200, "GET", "/api/admin/users", {
    bearer: adminToken,
    query: `?email=${mio}`,
  });
  const { id } = (users as { id: string }[])[0] as { id: string };
  await operator.expect(204, "POST", "/api/admin/users/:id/disable", { bearer: adminToken, params: { id } });
  await (await fetch(`${origin}/cdn-cgi/local/scheduled`)).text();

  const attempts = (labels: string) => `sum(genkan_login_attempts_total{${labels}})`;
  return {
    socket,
    expected: [
      [`genkan_registrations_total{outcome="requested"}`, 3],
      [`genkan_registrations_total{outcome="completed"}`, 4],
      [attempts('method="email_verification",outcome="success",reason="none"'), 3],
      [attempts('method="password",outcome="success",reason="none"'), 2],
      [attempts('method="email_otp",outcome="success",reason="none"'), 1],
      [attempts('method="sms_otp",outcome="success",reason="none"'), 1],
      [attempts('method="magic_link",outcome="success",reason="none"'), 1],
      [attempts('method="password",outcome="failure",reason="invalid_credentials"'), 25],
      [attempts('method="password",outcome="failure",reason="rate_limited"'), 3],
      [attempts('method="email_otp",outcome="failure",reason="invalid_token"'), 1],
      [attempts(""), 37],
      [`genkan_lockouts_total{reason="pair"}`, 1],
      [`genkan_lockouts_total{reason="client"}`, 1],
      ["sum(genkan_lockouts_total)", 2],
      [`genkan_rate_limited_total{route="/api/auth/login",layer="lockout"}`, 3],
      [`genkan_rate_limited_total{route="/api/auth/signup",layer="counter"}`, 1],
      ["sum(genkan_rate_limited_total)", 4],
      [`genkan_token_refresh_total{outcome="success"}`, 2],
      [`genkan_token_refresh_total{outcome="repeated"}`, 1],
      [`genkan_token_refresh_total{outcome="invalid"}`, 1],
      [`genkan_token_refresh_total{outcome="reused"}`, 1],
      ["sum(genkan_token_refresh_total)", 5],
      ["genkan_refresh_reuse_detected_total", 1],
      ["sum(genkan_sessions_created_total)", 8],
      [`genkan_sessions_revoked_total{reason="reuse"}`, 1],
      [`genkan_sessions_revoked_total{reason="logout"}`, 1],
      [`genkan_sessions_revoked_total{reason="account_disabled"}`, 2],
      ["sum(genkan_sessions_revoked_total)", 4],
      ["genkan_active_sessions", 4],
      [`genkan_codes_total{purpose="sign_up",channel="email",outcome="requested"}`, 3],
      [`genkan_codes_total{purpose="sign_up",channel="email",outcome="used"}`, 3],
      [`genkan_codes_total{purpose="email_otp",channel="email",outcome="requested"}`, 1],
      [`genkan_codes_total{purpose="email_otp",channel="email",outcome="failed"}`, 1],
      [`genkan_codes_total{purpose="email_otp",channel="email",outcome="used"}`, 1],
      [`genkan_codes_total{purpose="sms_otp",channel="sms",outcome="requested"}`, 2],
      [`genkan_codes_total{purpose="sms_otp",channel="sms",outcome="used"}`, 1],
      [`genkan_codes_total{purpose="magic_link",channel="email",outcome="requested"}`, 1],
      [`genkan_codes_total{purpose="magic_link",channel="email",outcome="used"}`, 1],
      // Three sign-ups and no fourth; two right passwords and twenty-five wrong ones.
      [`genkan_password_hash_total{op="hash",phase="completed"}`, 3],
      [`genkan_password_hash_total{op="verify",phase="completed"}`, 27],
      [`sum(genkan_password_hash_total{phase="submitted"})`, 30],
      [`sum(genkan_password_hash_total{phase="refused"})`, 0],
      [`genkan_ws_events_total{type="opened"}`, 2],
      [`genkan_ws_events_total{type="revoked"}`, 1],
      [`genkan_ws_events_total{type="closed"}`, 1],
      [`genkan_ws_events_total{type="push_failed"}`, 0],
      ["sum(genkan_ws_connections)", 1],
      [`genkan_operator_acts_total{act="disable"}`, 1],
      ["sum(genkan_operator_acts_total)", 1],
      [`genkan_scheduled_runs_total{task="outbox",outcome="success"}`, 1],
      [`sum(genkan_scheduled_runs_total{outcome="failure"})`, 0],
      ["sum(genkan_dependency_errors_total)", 0],
      ["sum(genkan_metrics_dropped_total)", 0],
      ["genkan_outbox_pending", 0],
      [`sum(genkan_component_up{component=~"database|mail|realtime"})`, 3],
      ["genkan_build_info", 1],
      // What the rules make of it: of thirty-seven attempts eight let somebody in, and none failed through our fault.
      ["genkan:sign_in_success:ratio_rate15m", 8 / 37],
      ["genkan:sign_in_success:ratio_rate1h", 8 / 37],
      ["genkan:sign_in_unavailable:ratio_rate5m", 0],
      ["genkan:http_errors:ratio_rate5m", 0],
    ],
  };
}
