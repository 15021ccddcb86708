/** Who acts and from where, on the wall and in the history. */
export const devices = {
  unknown: "Unknown device",
  program: (browser: string, system: string) => `${browser} on ${system}`,
  place: (city: string, country: string) => `${city}, ${country}`,
  unknownPlace: "Unknown place",
  tor: "The Tor network",
  unknownAddress: "IP address unknown",
  justNow: "just now",
};
