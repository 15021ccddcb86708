export const LATE = Symbol("late");

/** What the work comes to, or LATE. Late work goes on by itself, and nobody hears how it ended. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | typeof LATE> {
  const late = Promise.withResolvers<typeof LATE>();
  const timer = setTimeout(() => late.resolve(LATE), milliseconds);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
