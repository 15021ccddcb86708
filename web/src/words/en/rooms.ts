import { account } from "./account.tsx";
import { data } from "./data.tsx";
import { guidance } from "./guidance.tsx";
import { links } from "./links.tsx";
import { mishaps } from "./mishaps.tsx";
import { status } from "./status.tsx";
import { trouble } from "./trouble.tsx";

export const rooms = {
  account,
  data,
  guidance,
  links,
  mishaps,
  status,
  trouble,
};

/** What pages say that come with a script of their own. */
export type RoomWords = typeof rooms;
