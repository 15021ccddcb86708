/** One JSON object a line. Never addresses of people, tokens, codes, bodies or raw URLs: callers pass names and ids. */
export type LogFields = Record<string, string | number | boolean | null | undefined>;

export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export function createLog(context: LogFields, write: (line: string) => void = console.log): Log {
  const line =
    (level: string) =>
    (message: string, fields: LogFields = {}) =>
      write(JSON.stringify({ level, at: new Date().toISOString(), message, ...context, ...fields }));
  return { info: line("info"), warn: line("warn"), error: line("error") };
}

/**
 * What may be logged of an error that we did not expect. Drizzle's own message holds the statement's parameters, so its
 * cause speaks instead.
 */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  if (error.message.startsWith("Failed query")) return { error: "query", ...describeCause(error) };
  return { error: error.name, reason: error.message, stack: error.stack, ...describeCause(error) };
}

function describeCause(error: Error): LogFields {
  return error.cause instanceof Error ? { cause: error.cause.message.split("\n")[0] } : {};
}
