import type { devices as english } from "../en/devices.tsx";

export const devices: typeof english = {
  unknown: "不明なデバイス",
  program: (browser, system) => `${browser}（${system}）`,
  place: (city, country) => `${city}、${country}`,
  unknownPlace: "場所は不明",
  tor: "Torネットワーク",
  unknownAddress: "IPアドレスは不明",
  justNow: "たった今",
};
