import type { Places } from "../limits/places.ts";
import { encodeBase64Url, randomBytes } from "../shared/crypto.ts";
import type { Keyring } from "../shared/keyring.ts";
import { WS_TICKET_TTL_MS } from "../shared/limits.ts";
import { after, type Now } from "../shared/time.ts";
import type { SocketUser, Term } from "./socket-state.ts";

/** What shows who a socket is for, and until when: an access token, or a ticket that stands for one. */
export type Grant = SocketUser & Term;

interface Sealed extends Grant {
  /** What is used up. */
  nonce: string;
  usableUntil: number;
}

const TICKET_MAX_LENGTH = 1_024;
const NONCE_BYTES = 16;

/**
 * Tickets for clients that can't send a header with an upgrade. Sealed, so that nothing is stored until one is used;
 * then its nonce has one place, and of many who come at once one gets it.
 */
export function createTickets(options: { keyring: Keyring; places: Places; now: Now }) {
  const { keyring, places, now } = options;

  return {
    async issue(grant: Grant): Promise<string> {
      const nonce = encodeBase64Url(randomBytes(NONCE_BYTES));
      const sealed: Sealed = { ...grant, nonce, usableUntil: after(now(), WS_TICKET_TTL_MS).getTime() };
      return keyring.seal("ws-ticket", "", JSON.stringify(sealed));
    },

    /** Uses a ticket up. Null when it isn't ours, is too old or was used. Throws `unavailable`. */
    async use(ticket: string): Promise<Grant | null> {
      const plain = ticket.length > TICKET_MAX_LENGTH ? null : await keyring.open("ws-ticket", "", ticket);
      if (plain === null) return null;
      const { nonce, usableUntil, ...grant }: Sealed = JSON.parse(plain);
      if (now().getTime() >= usableUntil) return null;
      const me = encodeBase64Url(randomBytes(NONCE_BYTES));
      // Twice as long as it can be of use: clocks differ.
      const until = usableUntil + WS_TICKET_TTL_MS;
      const isFirst = await places.hold(await places.nameOf("ws-ticket", nonce), { id: me, until, max: 1 });
      return isFirst ? grant : null;
    },
  };
}

export type Tickets = ReturnType<typeof createTickets>;
