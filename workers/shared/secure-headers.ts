const COMMON = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
  "Cross-Origin-Resource-Policy": "same-origin",
};

const API_CSP = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** No inline code or style anywhere, and no source but ours (ASVS 3.4.3). */
const OURS_ONLY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

/** No string becomes markup or code, and nothing may vouch for one. */
const PAGE_CSP = [
  ...OURS_ONLY,
  "img-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** Pages of their own kind, by their routes. */
const PAGE_CSPS: Record<string, string> = {
  // A library's page: its style sheet holds pictures, and its script writes markup as text. Nothing of a user is on it.
  "/docs": [...OURS_ONLY, "img-src 'self' data:"].join("; "),
  "/__dev": `${PAGE_CSP}; frame-src 'self'`,
  // A mail has its style in itself. It loads nothing, runs nothing, belongs to no origin, and only the mailbox may frame it.
  "/__dev/messages/:id":
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; " +
    "sandbox allow-popups allow-popups-to-escape-sandbox",
};

const ONE_YEAR_SECONDS = 31_536_000;

/** Sets what every answer carries (ASVS 3.4), by what kind of answer it is. */
export function setSecureHeaders(
  headers: Headers,
  options: { https: boolean; template?: string | undefined },
): void {
  for (const [name, value] of Object.entries(COMMON)) headers.set(name, value);
  // Every body says its charset (ASVS 4.1.1).
  if (headers.get("content-type") === "application/json")
    headers.set("Content-Type", "application/json; charset=utf-8");
  const page = headers.get("content-type")?.startsWith("text/html") ?? false;
  const policy = page ? (PAGE_CSPS[options.template ?? ""] ?? PAGE_CSP) : API_CSP;
  headers.set("Content-Security-Policy", policy);
  if (policy.includes("frame-ancestors 'self'")) headers.set("X-Frame-Options", "SAMEORIGIN");
  if (page) headers.set("Cross-Origin-Opener-Policy", "same-origin");
  if (options.https)
    headers.set("Strict-Transport-Security", `max-age=${ONE_YEAR_SECONDS}; includeSubDomains`);
  if (!headers.has("cache-control")) headers.set("Cache-Control", "no-store");
}
