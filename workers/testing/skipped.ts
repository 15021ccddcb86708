/** Says that tests were left out, and why; where nothing may be left out (CI), that is a failure. */
export function skipped(what: string, why: string): void {
  const sentence = `SKIPPED: ${what}: ${why}.`;
  if (process.env.FORBID_SKIPS === "true") throw new Error(sentence);
  console.warn(`\n${sentence}\n`);
}
