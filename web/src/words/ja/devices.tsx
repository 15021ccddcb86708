import type { devices as english } from "../en/devices.tsx";

export const devices: typeof english = {
  unknown: "不明なデバイス",
  program: (browser, system) => `${browser}（${system}）`,
  unknownPlace: "場所は不明",
  tor: "Torネットワーク",
  unknownAddress: "アドレスは不明",
  justNow: "たった今",
};
