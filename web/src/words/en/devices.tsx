/** Who acts and from where, on the wall and in the history. */
export const devices = {
  unknown: "Unknown device",
  program: (browser: string, system: string) => `${browser} on ${system}`,
  unknownPlace: "Unknown place",
  tor: "The Tor network",
  unknownAddress: "Address unknown",
  justNow: "just now",
};
