import type { RoomWords } from "../en/rooms.ts";
import { account } from "./account.tsx";
import { links } from "./links.tsx";
import { status } from "./status.tsx";
import { trouble } from "./trouble.tsx";

export const rooms: RoomWords = {
  account,
  links,
  status,
  trouble,
};
