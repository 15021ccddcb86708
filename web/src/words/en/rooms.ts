import { account } from "./account.tsx";
import { data } from "./data.tsx";
import { links } from "./links.tsx";
import { mishaps } from "./mishaps.tsx";

export const rooms = {
  account,
  data,
  links,
  mishaps,
};

/** What pages say that come with a script of their own. */
export type RoomWords = typeof rooms;
