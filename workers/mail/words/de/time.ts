import { durationOf, type Unit } from "../../duration.ts";
import type { Words } from "../words.ts";

const MONTHS = [
  "Januar",
  "Februar",
  "März",
  "April",
  "Mai",
  "Juni",
  "Juli",
  "August",
  "September",
  "Oktober",
  "November",
  "Dezember",
] as const;

const UNITS: Record<Unit, [one: string, many: string]> = {
  second: ["Sekunde", "Sekunden"],
  minute: ["Minute", "Minuten"],
  hour: ["Stunde", "Stunden"],
  day: ["Tag", "Tage"],
};

export const time: Words["time"] = {
  /** "1. März 2026 um 09:30 Uhr UTC" */
  date(iso) {
    const date = new Date(iso);
    const day = `${date.getUTCDate()}. ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
    return `${day} um ${date.toISOString().slice(11, 16)} Uhr UTC`;
  },

  duration(seconds) {
    const { count, unit } = durationOf(seconds);
    return `${count} ${UNITS[unit][count === 1 ? 0 : 1]}`;
  },
};
