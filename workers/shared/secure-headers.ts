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

/** The API reference is a library's page: its style sheet holds pictures, and its script writes markup as text. Nothing of a user is on it. */
const REFERENCE_CSP = [...OURS_ONLY, "img-src 'self' data:"].join("; ");

const ONE_YEAR_SECONDS = 31_536_000;

/** Sets what every answer carries (ASVS 3.4), by what kind of answer it is. */
export function setSecureHeaders(headers: Headers, options: { https: boolean; reference?: boolean }): void {
  for (const [name, value] of Object.entries(COMMON)) headers.set(name, value);
  // Every body says its charset (ASVS 4.1.1).
  if (headers.get("content-type") === "application/json")
    headers.set("Content-Type", "application/json; charset=utf-8");
  const page = headers.get("content-type")?.startsWith("text/html") ?? false;
  const pagePolicy = options.reference ? REFERENCE_CSP : PAGE_CSP;
  headers.set("Content-Security-Policy", page ? pagePolicy : API_CSP);
  if (page) headers.set("Cross-Origin-Opener-Policy", "same-origin");
  if (options.https)
    headers.set("Strict-Transport-Security", `max-age=${ONE_YEAR_SECONDS}; includeSubDomains`);
  if (!headers.has("cache-control")) headers.set("Cache-Control", "no-store");
}
