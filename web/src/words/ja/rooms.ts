import type { RoomWords } from "../en/rooms.ts";
import { account } from "./account.tsx";
import { activity } from "./activity.tsx";
import { devices } from "./devices.tsx";
import { links } from "./links.tsx";
import { sessions } from "./sessions.tsx";
import { status } from "./status.tsx";
import { trouble } from "./trouble.tsx";

export const rooms: RoomWords = {
  account,
  activity,
  devices,
  links,
  sessions,
  status,
  trouble,
};
