import { sqlite } from "./dialect.ts";
import { defineTables } from "./tables.ts";

export const { users, oneTime, sessions, events, outbox, signingKeys } = defineTables(sqlite);
