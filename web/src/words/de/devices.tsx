import type { devices as english } from "../en/devices.tsx";

export const devices: typeof english = {
  unknown: "Unbekanntes Gerät",
  program: (browser, system) => `${browser} unter ${system}`,
  place: (city, country) => `${city}, ${country}`,
  unknownPlace: "Unbekannter Ort",
  tor: "Tor-Netzwerk",
  unknownAddress: "IP-Adresse unbekannt",
  justNow: "gerade eben",
};
