import type { DeviceMarks } from "../limits/device-cookie.ts";
import type { Visitor } from "../sessions/visitor.ts";

/** What a request tells of where it comes from, as far as signing in cares. */
export interface Browser {
  visitor: Visitor;
  /** Limits count by it. */
  client: string;
  /** The users who have signed in here before, as far as the browser can prove. */
  marks: DeviceMarks;
  /** The session that this browser holds and leaves behind by signing in. */
  replaces: string | null;
}
