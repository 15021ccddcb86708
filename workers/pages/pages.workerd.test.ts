import { describe, expect, it } from "vitest";
import { raw } from "../testing/raw.ts";
import { ORIGIN } from "../testing/visitor.ts";
import { withSettings } from "../testing/with-settings.ts";

const read = (path: string, headers: Record<string, string> = {}) => raw(path, { method: "GET", headers });
const rootOf = async (page: Response) => /<html[^>]*>/.exec(await page.text())?.[0];

/** What the pages speak of. */
const SETTINGS = 'data-app-name="Genkan" data-password-min="8"';

describe("a page", () => {
  it("is in the visitor's language, and in the theme that was chosen here", async () => {
    const page = await read("/sign-in", {
      "accept-language": "de",
      cookie: "genkan_theme=dark; genkan_device=x",
    });
    expect(page.headers.get("content-language")).toBe("de");
    expect(await rootOf(page)).toBe(`<html ${SETTINGS} data-theme="dark" lang="de">`);
  });

  it("says whether nobody has ever signed in with this browser", async () => {
    expect(await rootOf(await read("/"))).toBe(`<html ${SETTINGS} data-newcomer lang="en">`);
    expect(await rootOf(await read("/", { cookie: "genkan_device=anything" }))).toBe(
      `<html ${SETTINGS} lang="en">`,
    );
  });

  it("tells its script the settings that it speaks of", async () => {
    const service = withSettings({ APP_NAME: "Rock & $& Roll", PASSWORD_MIN_LENGTH: "15" });
    const page = await service(new Request(`${ORIGIN}/`, { headers: { cookie: "genkan_device=x" } }));
    expect(await rootOf(page)).toBe(
      '<html data-app-name="Rock &amp; $&amp; Roll" data-password-min="15" lang="en">',
    );
  });

  it("takes nothing but the name of a theme from a cookie", async () => {
    const page = await read("/", { cookie: 'genkan_theme="><script>; genkan_device=x' });
    expect(await rootOf(page)).toBe(`<html ${SETTINGS} lang="en">`);
  });

  it.each(["/", "/nowhere"])("%s is asked for anew each time, by each browser for itself", async (path) => {
    const { headers } = await read(path, { accept: "text/html" });
    expect(headers.get("cache-control")).toBe("private, no-cache");
    expect(headers.get("vary")).toBe("Accept, Accept-Language, Cookie");
  });
});

describe("a file", () => {
  it("whose name changes with its content is kept for good", async () => {
    const page = await (await read("/")).text();
    const files = page.match(/\/assets\/[\w.-]+/g) ?? [];
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      expect((await read(file)).headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    }
  });

  it.each([
    ["/robots.txt", "text/plain; charset=utf-8"],
    ["/manifest.webmanifest", "application/manifest+json"],
    ["/favicon.svg", "image/svg+xml"],
    ["/favicon.ico", "image/vnd.microsoft.icon"],
    ["/apple-touch-icon.png", "image/png"],
  ])("%s is there for whoever asks, and is asked for again by its tag", async (path, type) => {
    const file = await read(path);
    expect([file.status, file.headers.get("content-type")]).toEqual([200, type]);
    expect(file.headers.get("cache-control")).toBe("public, max-age=0, must-revalidate");
    const tag = file.headers.get("etag") ?? "";
    expect((await read(path, { "if-none-match": tag })).status).toBe(304);
  });

  it("names pictures in the manifest that are there", async () => {
    const manifest: { icons: { src: string; type: string }[] } = await (
      await read("/manifest.webmanifest")
    ).json();
    expect(manifest.icons.length).toBeGreaterThan(0);
    for (const { src, type } of manifest.icons) {
      expect((await read(src)).headers.get("content-type")).toBe(type);
    }
  });
});
