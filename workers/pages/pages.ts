import { getCookie } from "hono/cookie";
import { PAGE_PATHS } from "../../web/src/routes.ts";
import { isTheme, THEME_COOKIE } from "../../web/src/theme-cookie.ts";
import { html } from "../mail/html.ts";
import { DEVICE_COOKIE } from "../sessions/session.cookies.ts";
import { hasCookie } from "../shared/cookies.ts";
import { AppError } from "../shared/errors.ts";
import type { AppContext } from "../shared/http.ts";
import { rawPath } from "../shared/route-table.ts";

const PAGES = new Set<string>(PAGE_PATHS);
/** Vite puts a digest of the content into these names. */
const IMMUTABLE = "public, max-age=31536000, immutable";

/**
 * Everything that is no route of ours: pages and files of the web UI. Another spelling of a page is no page. Who
 * navigates to nothing gets the UI's own "not found" page, everybody else a problem; both are 404.
 */
export async function servePage(c: AppContext): Promise<Response> {
  const path = rawPath(c.req.raw);
  if (path.startsWith("/api/")) throw new AppError("not_found");
  const isRead = c.req.method === "GET" || c.req.method === "HEAD";
  if (PAGES.has(path)) {
    if (!isRead) throw new AppError("method_not_allowed", { allow: ["GET", "HEAD"] });
    return shell(c, 200);
  }
  if (!isRead) throw new AppError("not_found");
  // Files of the mailbox are served by its own routes: in production they don't exist.
  if (isFile(path) && !path.startsWith("/__dev/")) {
    const file = await c.get("services").assets.fetch(c.req.raw);
    if (file.status !== 404) return withCache(file, path);
  }
  if (!c.req.header("accept")?.includes("text/html")) throw new AppError("not_found");
  return shell(c, 404);
}

/** Names of built files, spelled plainly: nothing else is asked of the assets binding, which decodes what it is asked. */
function isFile(path: string): boolean {
  return /^\/([\w-]+\/)*[\w-]+(\.[\w-]+)*\.(?!html$)\w+$/.test(path);
}

/**
 * In the visitor's language, in the theme that was chosen here, and with a word on whether anybody has ever signed in here:
 * what is right from the first byte needs no flash and no question. Settings that pages speak of are written into it too. None
 * of it is a secret or says who it is, so it may lie in this browser, which asks again each time; only so may a page that one
 * left come back as it was.
 */
async function shell(c: AppContext, status: 200 | 404): Promise<Response> {
  const language = c.get("language");
  const page = await c.get("services").assets.fetch(new URL(`/index.${language}.html`, c.req.url));
  if (!page.ok) throw new AppError("internal", { reason: "the web UI is not built" });
  const { APP_NAME, PASSWORD_MIN_LENGTH } = c.get("services").config;
  const theme = getCookie(c, THEME_COOKIE);
  const marks = [
    html`data-app-name="${APP_NAME}"`.markup,
    `data-password-min="${PASSWORD_MIN_LENGTH}"`,
    ...(isTheme(theme) ? [`data-theme="${theme}"`] : []),
    ...(hasCookie(c.req.raw.headers, DEVICE_COOKIE) ? [] : ["data-newcomer"]),
  ];
  const text = await page.text();
  // As a function: a name may have a "$" in it.
  return new Response(
    text.replace("<html", () => ["<html", ...marks].join(" ")),
    {
      status,
      headers: {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Language": language,
        "Cache-Control": "private, no-cache",
        Vary: "Accept, Accept-Language, Cookie",
      },
    },
  );
}

function withCache(file: Response, path: string): Response {
  const answer = new Response(file.body, file);
  if (path.startsWith("/assets/")) answer.headers.set("Cache-Control", IMMUTABLE);
  return answer;
}
