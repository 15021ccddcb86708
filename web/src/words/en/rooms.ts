import { account } from "./account.tsx";
import { links } from "./links.tsx";

export const rooms = {
  account,
  links,
};

/** What pages say that come with a script of their own. */
export type RoomWords = typeof rooms;
