/** What `/metrics` has set in the test run. */
export const METRICS_TOKEN = "a scraper's token for tests, long enough";

/** The samples of a text, by their names with labels. */
export function samplesOf(text: string): Map<string, number> {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(" ");
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
}
