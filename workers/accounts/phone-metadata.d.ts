import type { MetadataJson } from "libphonenumber-js/core";

/** Written by scripts/phone-metadata.mjs. */
declare const data: {
  /** Enough to tell which country a number belongs to and whether it can exist there. Without non-geographic codes. */
  metadata: MetadataJson;
  /** By country, the pattern of the national numbers that cost their caller extra. */
  costly: Record<string, string>;
};
export default data;
