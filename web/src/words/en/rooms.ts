import { account } from "./account.tsx";
import { links } from "./links.tsx";
import { status } from "./status.tsx";
import { trouble } from "./trouble.tsx";

export const rooms = {
  account,
  links,
  status,
  trouble,
};

/** What pages say that come with a script of their own. */
export type RoomWords = typeof rooms;
