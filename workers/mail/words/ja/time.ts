import { durationOf, type Unit } from "../../duration.ts";
import type { Words } from "../words.ts";

const UNITS: Record<Unit, string> = { second: "秒間", minute: "分間", hour: "時間", day: "日間" };

export const time: Words["time"] = {
  /** 「2026年3月1日 9:30（UTC）」 */
  date(iso) {
    const date = new Date(iso);
    const day = `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
    return `${day} ${date.getUTCHours()}${date.toISOString().slice(13, 16)}（UTC）`;
  },

  duration(seconds) {
    const { count, unit } = durationOf(seconds);
    return `${count}${UNITS[unit]}`;
  },
};
