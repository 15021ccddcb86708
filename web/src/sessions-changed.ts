import { createEmitter } from "../client/emitter.ts";

/** The service says that the sessions of whoever is here, or which of them are online, are others now. */
export const sessionsChanged = createEmitter<void>();
