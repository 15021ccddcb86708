import type { RoomWords } from "../en/rooms.ts";
import { account } from "./account.tsx";
import { data } from "./data.tsx";
import { links } from "./links.tsx";
import { mishaps } from "./mishaps.tsx";

export const rooms: RoomWords = {
  account,
  data,
  links,
  mishaps,
};
