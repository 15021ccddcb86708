import type { ComponentType } from "preact";
import { looksInside, useAuth } from "./auth.ts";
import { ErrorBoundary } from "./components/error-boundary.tsx";
import { Footer } from "./components/footer.tsx";
import { Header } from "./components/header.tsx";
import { Scene } from "./components/scene.tsx";
import { Toasts } from "./components/toasts.tsx";
import { lazyPage } from "./lazy-page.tsx";
import { HomePage } from "./pages/home.tsx";
import { NotFoundPage } from "./pages/not-found.tsx";
import { SignInPage } from "./pages/sign-in.tsx";
import { SignUpPage } from "./pages/sign-up.tsx";
import { usePlace } from "./router.ts";
import { isPagePath, type PagePath } from "./routes.ts";
import { whenIdle } from "./when-idle.tsx";
import { useLanguage, words } from "./words/words.ts";

/** What a visitor meets first is there at once; the rest comes when it is wanted. */
const PAGES: Record<PagePath, ComponentType & { load?: () => Promise<unknown> }> = {
  "/": HomePage,
  "/sign-up": SignUpPage,
  "/check-mail": lazyPage(async () => (await import("./pages/check-mail.tsx")).CheckMailPage),
  "/confirm": lazyPage(async () => (await import("./pages/confirm.tsx")).ConfirmPage),
  "/sign-in": SignInPage,
  "/sign-in/code": lazyPage(async () => (await import("./pages/sign-in-code.tsx")).SignInCodePage),
  "/magic-link": lazyPage(async () => (await import("./pages/magic-link.tsx")).MagicLinkPage),
  "/forgot-password": lazyPage(async () => (await import("./pages/forgot-password.tsx")).ForgotPasswordPage),
  "/reset-password": lazyPage(async () => (await import("./pages/reset-password.tsx")).ResetPasswordPage),
  "/account": lazyPage(async () => (await import("./pages/account.tsx")).AccountPage),
  "/account/sessions": lazyPage(async () => (await import("./pages/sessions.tsx")).SessionsPage),
  "/account/activity": lazyPage(async () => (await import("./pages/activity.tsx")).ActivityPage),
  "/account/data": lazyPage(async () => (await import("./pages/account-data.tsx")).AccountDataPage),
  "/goodbye": lazyPage(async () => (await import("./pages/goodbye.tsx")).GoodbyePage),
  "/confirm-email-change": lazyPage(
    async () => (await import("./pages/confirm-email-change.tsx")).ConfirmEmailChangePage,
  ),
  "/undo-email-change": lazyPage(
    async () => (await import("./pages/undo-email-change.tsx")).UndoEmailChangePage,
  ),
  "/not-me": lazyPage(async () => (await import("./pages/not-me.tsx")).NotMePage),
  "/status": lazyPage(async () => (await import("./pages/status.tsx")).StatusPage),
  "/session-ended": lazyPage(async () => (await import("./pages/session-ended.tsx")).SessionEndedPage),
  "/hmm": lazyPage(async () => (await import("./pages/hmm.tsx")).HmmPage),
  "/oops": lazyPage(async () => (await import("./pages/oops.tsx")).OopsPage),
};

/** They tell of a network that is gone, and so have to be there before that. */
const TroubleWatch = whenIdle(async () => {
  const [{ TroubleWatch }] = await Promise.all([
    import("./components/trouble-watch.tsx"),
    PAGES["/status"].load?.(),
  ]);
  return TroubleWatch;
});

export async function loadPage(path: string): Promise<void> {
  if (isPagePath(path)) await PAGES[path].load?.();
}

export function App() {
  const { path } = usePlace();
  const auth = useAuth();
  useLanguage();
  const Page = isPagePath(path) ? PAGES[path] : NotFoundPage;
  return (
    <div class={`house ${houseOf(path)}`}>
      <a class="skip" href="#main">
        {words().shell.skip}
      </a>
      <Header />
      <TroubleWatch />
      <Scene inside={looksInside(auth)} />
      <main id="main" tabIndex={-1}>
        <ErrorBoundary key={path}>
          <Page />
        </ErrorBoundary>
      </main>
      <Footer />
      <Toasts />
    </div>
  );
}

/** The front of the house, its rooms, and the doors between them. */
function houseOf(path: string): string {
  if (path === "/") return "house-home";
  return path.startsWith("/account") || path === "/status" ? "house-inside" : "house-door";
}
