import type { ComponentChildren } from "preact";

export const status = {
  title: "State of the service",
  ok: "Everything works.",
  mail: "Mail may be late.",
  slow: "It works, only slower.",
  down: "It is down.",
  downSince: (time: ComponentChildren) => <>Down since {time}.</>,
  downLong: "Down for more than a day.",
  missing: "We can’t ask how the service is.",
  missingOffline: "You are offline.",

  checked: (ago: string) => `Live, last checked ${ago}.`,
  lastKnown: (time: ComponentChildren) => (
    <>What you see here was so at {time}. We keep asking, and show the news as soon as there is an answer.</>
  ),
  nothingKnown: "There has been no answer yet. We keep asking; you need not reload.",

  parts: "What it stands on",
  names: { database: "Database", realtime: "Live connection", mail: "Mail", redis: "Redis" },
  states: { ok: "works", degraded: "slow", down: "down", disabled: "not in use", unknown: "not known" },
  meanings: {
    database: {
      ok: "Keeps accounts and sessions.",
      degraded: "Everything takes longer to save and to read.",
      down: "Nobody can sign up, sign in or save anything.",
      disabled: "Not in use here.",
    },
    realtime: {
      ok: "Tells every open page at once what happens.",
      degraded: "Open pages may hear of changes late.",
      down: "Nobody can be let in, and open pages hear nothing.",
      disabled: "Not in use here.",
    },
    mail: {
      ok: "Carries links and codes.",
      degraded: "Links and codes may be late.",
      down: "Links and codes wait, and leave as soon as mail is back.",
      disabled: "Not in use here.",
    },
    redis: {
      ok: "Counts tries, so that nobody can guess for long.",
      degraded: "Tries are counted elsewhere. Nobody should notice.",
      down: "Tries are counted elsewhere. Nobody should notice.",
      disabled: "Not in use here: tries are counted without it.",
    },
  },
  milliseconds: (count: string) => `${count} ms`,
  dayAgo: "24 hours ago",
  now: "now",
  table: (name: string) => `${name}: the last 24 hours`,
  from: "From",
  to: "To",
  state: "State",

  news: "The last 24 hours",
  nothing: "Nothing happened in the last 24 hours.",
  change: (name: string, what: string) => `${name}: ${what}`,
  again: "works again",
  againAfter: (time: string) => `works again, after ${time}`,
};
