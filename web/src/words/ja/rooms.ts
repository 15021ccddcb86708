import type { RoomWords } from "../en/rooms.ts";
import { account } from "./account.tsx";
import { links } from "./links.tsx";

export const rooms: RoomWords = {
  account,
  links,
};
