import type { RoomWords } from "../en/rooms.ts";
import { account } from "./account.tsx";
import { data } from "./data.tsx";
import { guidance } from "./guidance.tsx";
import { links } from "./links.tsx";
import { mishaps } from "./mishaps.tsx";
import { status } from "./status.tsx";
import { trouble } from "./trouble.tsx";

export const rooms: RoomWords = {
  account,
  data,
  guidance,
  links,
  mishaps,
  status,
  trouble,
};
