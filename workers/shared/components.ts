/** What the service stands on, as health, errors and their readers name it. */
export const COMPONENTS = ["database", "redis", "mail", "realtime"] as const;

export type ComponentName = (typeof COMPONENTS)[number];
