import type { devices as english } from "../en/devices.tsx";

export const devices: typeof english = {
  unknown: "Unbekanntes Gerät",
  program: (browser, system) => `${browser} unter ${system}`,
  unknownPlace: "Unbekannter Ort",
  tor: "Das Tor-Netzwerk",
  unknownAddress: "Adresse unbekannt",
  justNow: "gerade eben",
};
