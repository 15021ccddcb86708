// Whether time tells who has an account where mail is asked for, with a mail provider that is slow or broken: pairs of
// requests against a running service, compared by a rank test. Exits 1 when the two can be told apart.
//   npm start -- --var LIMIT_SCALE:100000 --var RESEND_API_KEY:re_bench --var RESEND_BASE_URL:http://127.0.0.1:8799
//   PROVIDER=slow GENKAN_URL=http://localhost:8787 node bench/mail-timing.mjs     (slow: 3 s; broken: 500)
import { createServer } from "node:http";
import { compare, newAddress, PAIRS, PASSWORD, post, WARM_UP } from "./timing.mjs";

const PORT = Number(process.env.MAIL_PORT ?? 8799);
const PROVIDER = process.env.PROVIDER ?? "slow";
const LATENCY_MS = 3_000;

/** The code in the newest mail to each address. */
const codes = new Map();
let isReady = false;

const provider = createServer(async (request, response) => {
  const answer = (status, content) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(content));
  // The service asks for its health.
  if (request.method === "GET") return answer(200, {});
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  const { to, text: body } = JSON.parse(text);
  codes.set([to].flat()[0], /\b\d{6}\b/.exec(body)?.[0]);
  if (!isReady) return answer(200, { id: "1" });
  if (PROVIDER === "broken")
    return answer(500, { name: "internal_server_error", message: "x", statusCode: 500 });
  setTimeout(() => answer(200, { id: "1" }), LATENCY_MS);
});
await new Promise((resolve) => provider.listen(PORT, "127.0.0.1", resolve));

async function codeFor(email) {
  for (let i = 0; i < 100 && !codes.has(email); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  return codes.get(email);
}

const kinds = { known: [], unknown: [] };
const waits = { waiting: [], unknown: [] };
for (let i = 0; i < PAIRS + WARM_UP; i++) {
  const [member, waiting] = [newAddress(), newAddress()];
  await post("signup", { email: member, password: PASSWORD });
  await post("email/verify", { email: member, code: await codeFor(member), delivery: "token" });
  await post("signup", { email: waiting, password: PASSWORD });
  kinds.known.push(member);
  kinds.unknown.push(newAddress());
  waits.waiting.push(waiting);
  waits.unknown.push(newAddress());
}
// Once for each address before it is timed: one that was asked about lately is answered a little sooner, which says that
// somebody asked, not whether there is an account.
const calls = [
  ["password/forgot", (email) => ({ email }), kinds],
  ["otp/send", (to) => ({ channel: "email", to }), kinds],
  ["magic-link/send", (email) => ({ email }), kinds],
  ["email/resend", (email) => ({ email }), waits],
];
for (const [path, bodyOf, addresses] of calls) {
  for (const email of Object.values(addresses).flat()) await post(path, bodyOf(email));
}
isReady = true;
console.log(`a provider that is ${PROVIDER === "broken" ? "broken (500)" : `slow (${LATENCY_MS} ms)`}`);
const results = [];
for (const call of calls) results.push(await compare(...call));
provider.closeAllConnections();
provider.close();
process.exitCode = results.includes(true) ? 1 : 0;
