import { account } from "./account.tsx";
import { activity } from "./activity.tsx";
import { data } from "./data.tsx";
import { devices } from "./devices.tsx";
import { guidance } from "./guidance.tsx";
import { links } from "./links.tsx";
import { mishaps } from "./mishaps.tsx";
import { sessions } from "./sessions.tsx";
import { status } from "./status.tsx";
import { trouble } from "./trouble.tsx";

export const rooms = {
  account,
  activity,
  data,
  devices,
  guidance,
  links,
  mishaps,
  sessions,
  status,
  trouble,
};

/** What pages say that come with a script of their own. */
export type RoomWords = typeof rooms;
