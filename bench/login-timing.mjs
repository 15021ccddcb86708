// Whether time tells a known address from an unknown one: interleaved pairs of refused sign-ins, sign-ups and resends
// against a running service, compared by a rank test. Exits 1 when the two can be told apart.
//   LIMIT_SCALE lifts the limits: npm start -- --var LIMIT_SCALE:100000
//   GENKAN_URL=http://localhost:8787 node bench/login-timing.mjs
import { BASE, compare, newAddress, PAIRS, PASSWORD, post, WARM_UP } from "./timing.mjs";

async function newMember() {
  const email = newAddress();
  await post("signup", { email, password: PASSWORD });
  const mailbox = await fetch(`${BASE}/__dev/mail?to=${email}`);
  const [{ code }] = (await mailbox.json()).messages;
  await post("email/verify", { email, code, delivery: "token" });
  return email;
}

// A new pair of addresses each time, and mail to both has been asked for before: an address that was asked about lately is
// answered a little sooner, which says that somebody asked, not whether there is an account.
const known = [];
const unknown = [];
for (let i = 0; i < PAIRS + WARM_UP; i++) {
  known.push(await newMember());
  unknown.push(newAddress());
  await post("email/resend", { email: unknown.at(-1) });
}

const results = [
  await compare("login", (identifier) => ({ identifier, password: "wrong" }), { known, unknown }),
  await compare("signup", (email) => ({ email, password: PASSWORD }), { known, unknown }),
  await compare("email/resend", (email) => ({ email }), { known, unknown }),
];
process.exit(results.includes(true) ? 1 : 0);
