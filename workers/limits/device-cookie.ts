import { z } from "@hono/zod-openapi";
import { encodeBase64Url, randomBytes } from "../shared/crypto.ts";
import { ID_BYTES } from "../shared/ids.ts";
import type { Keyring } from "../shared/keyring.ts";
import { DEVICE_COOKIE_USERS } from "../shared/limits.ts";

/** What a full cookie needs, twice over: anything longer isn't ours and isn't worth decrypting. */
const VALUE_MAX_LENGTH = 1_024;
/** Authenticated with the box: nothing else that is sealed for devices opens as a cookie. */
const CONTEXT = "genkan_device";

const Plain = z.object({
  device: z.string(),
  /** Newest last. */
  users: z.array(z.object({ id: z.string(), at: z.number() })),
});

type Plain = z.infer<typeof Plain>;

/** The users who have signed in with this browser, as far as it can prove. */
export interface DeviceMarks extends Readonly<Plain> {
  /** Where this browser's attempts on this user are counted; null unless it was marked after `voidBefore`. */
  lane(userId: string, voidBefore: Date): string | null;
}

/**
 * The value of the device cookie. Sealed rather than only signed: on a shared computer nobody reads, or tests by trying
 * ids, who else has signed in.
 */
export function createDeviceMarks(keyring: Keyring) {
  return {
    /** Anything that this service didn't make means no marks, on a browser of a new name. */
    async read(value: string | null): Promise<DeviceMarks> {
      const box = value !== null && value.length <= VALUE_MAX_LENGTH ? value : "";
      const plain = await keyring.open("device", CONTEXT, box);
      return withLanes(parse(plain) ?? { device: encodeBase64Url(randomBytes(ID_BYTES)), users: [] });
    },

    /** The cookie's next value, once this user has signed in. The user not seen for longest gives way. */
    async mark({ device, users }: DeviceMarks, userId: string, now: Date): Promise<string> {
      const others = users.filter(({ id }) => id !== userId);
      const kept = [...others, { id: userId, at: now.getTime() }].slice(-DEVICE_COOKIE_USERS);
      return keyring.seal("device", CONTEXT, JSON.stringify({ device, users: kept } satisfies Plain));
    },
  };
}

function parse(plain: string | null): Plain | null {
  if (plain === null) return null;
  try {
    return Plain.parse(JSON.parse(plain));
  } catch {
    // Sealed by another version of this service.
    return null;
  }
}

function withLanes({ device, users }: Plain): DeviceMarks {
  return {
    device,
    users,
    lane(userId, voidBefore) {
      const mark = users.find(({ id }) => id === userId);
      return mark && mark.at > voidBefore.getTime() ? device : null;
    },
  };
}
