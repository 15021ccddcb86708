const FIRST_PORT = Number(process.env.PORT ?? 8790);

/** The service of one of the workers that run at once, counted from 0. */
export function serviceOf(worker: number): string {
  return `http://localhost:${FIRST_PORT + worker}`;
}
