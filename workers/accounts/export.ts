import type { EventStore } from "../audit/event.store.ts";
import { eventView } from "../audit/event.ts";
import type { EventRow, OneTimeRow, SessionRow, UserRow } from "../db/tables.ts";
import { readHash } from "../passwords/stored-hash.ts";
import type { LiveSession } from "../sessions/session.store.ts";
import { sessionView } from "../sessions/session.ts";
import type { Visitor } from "../sessions/visitor.ts";
import { AppError } from "../shared/errors.ts";
import { EXPORT_PAGE } from "../shared/limits.ts";
import type { Now } from "../shared/time.ts";
import type { Export } from "./export.schema.ts";
import type { ExportStore } from "./export.store.ts";

/** Everything that is stored on a person, for that person: no secret, and nothing that one could be tried against. */
export function createExporter({
  store,
  eventStore,
  now,
}: {
  store: ExportStore;
  eventStore: EventStore;
  now: Now;
}) {
  return {
    /** The document as text. Events become text page by page: as objects a long history doesn't fit into an isolate. */
    async export({ user: { id }, session: current }: LiveSession, visitor: Visitor): Promise<string> {
      const at = now();
      const stored = await store.read(id, { at, visitor, sessionId: current.id }, EXPORT_PAGE);
      if (!stored) throw new AppError("unauthenticated", { reason: "the account is gone" });
      const { user, sessions, requests } = stored;
      const head: Omit<Export, "events"> = {
        exportedAt: at.toISOString(),
        user: storedUser(user),
        password: storedPassword(user),
        sessions: sessions.map((row) => storedSession(row, current.id)),
        requests: requests.map(storedRequest),
      };
      const pieces: string[] = [];
      for (let page = stored.events; page.length > 0; page = await following(id, page)) {
        pieces.push(...page.map((row) => JSON.stringify(eventView(row))));
      }
      return `${JSON.stringify(head).slice(0, -1)},"events":[${pieces.join(",")}]}`;
    },
  };

  async function following(userId: string, page: EventRow[]): Promise<EventRow[]> {
    const last = page.at(-1);
    return last && page.length === EXPORT_PAGE
      ? eventStore.page(userId, { after: last, limit: EXPORT_PAGE })
      : [];
  }
}

export type Exporter = ReturnType<typeof createExporter>;

function storedUser(row: UserRow): Export["user"] {
  const { id, email, username, name, language, phone } = row;
  return {
    id,
    email,
    emailVerifiedAt: iso(row.emailVerifiedAt),
    username,
    name,
    language,
    phone,
    phoneVerifiedAt: iso(row.phoneVerifiedAt),
    disabledAt: iso(row.disabledAt),
    purgeAt: iso(row.purgeAt),
    revokedBefore: row.revokedBefore.toISOString(),
    devicesVoidBefore: row.devicesVoidBefore.toISOString(),
    createdAt: row.createdAt.toISOString(),
  };
}

function storedPassword({ passwordHash, passwordChangedAt, previousHashes }: UserRow): Export["password"] {
  return {
    isSet: passwordHash !== null,
    changedAt: iso(passwordChangedAt),
    hash: passwordHash === null ? null : howHashed(passwordHash),
    earlier: previousHashes?.length ?? 0,
  };
}

/** The kind of a hash, its name in the text, and for our own what one costs. */
function howHashed(text: string): Export["password"]["hash"] {
  const [, algorithm = "unknown"] = text.split("$");
  const hash = readHash(text);
  if (typeof hash === "string" || hash.kind !== "argon2") return { algorithm };
  const { memoryKib, passes, parallelism } = hash;
  return { algorithm, memoryKib, passes, parallelism };
}

function storedSession(row: SessionRow, currentId: string): Export["sessions"][number] {
  const { online: _, ...view } = sessionView(row, currentId);
  return {
    ...view,
    authTime: row.authTime.toISOString(),
    rotatedAt: row.rotatedAt.toISOString(),
    generation: row.generation,
    idleExpiresAt: row.idleExpiresAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    endedAt: iso(row.endedAt),
    endReason: row.endReason,
  };
}

function storedRequest(row: OneTimeRow): Export["requests"][number] {
  return {
    purpose: row.purpose,
    to: row.change?.to ?? null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    usedAt: iso(row.usedAt),
  };
}

function iso(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
