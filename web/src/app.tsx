import type { ComponentType } from "preact";
import { looksInside, useAuth } from "./auth.ts";
import { Footer } from "./components/footer.tsx";
import { Header } from "./components/header.tsx";
import { Scene } from "./components/scene.tsx";
import { Status } from "./components/status.tsx";
import { AccountPage } from "./pages/account.tsx";
import { CheckMailPage } from "./pages/check-mail.tsx";
import { ConfirmPage } from "./pages/confirm.tsx";
import { HomePage } from "./pages/home.tsx";
import { NotFoundPage } from "./pages/not-found.tsx";
import { SignInPage } from "./pages/sign-in.tsx";
import { SignUpPage } from "./pages/sign-up.tsx";
import { usePlace } from "./router.ts";
import { isPagePath, type PagePath } from "./routes.ts";

const PAGES: Record<PagePath, ComponentType> = {
  "/": HomePage,
  "/sign-up": SignUpPage,
  "/check-mail": CheckMailPage,
  "/confirm": ConfirmPage,
  "/sign-in": SignInPage,
  "/account": AccountPage,
};

export function App() {
  const { path } = usePlace();
  const auth = useAuth();
  const Page = isPagePath(path) ? PAGES[path] : NotFoundPage;
  return (
    <div class={path === "/" ? "house house-home" : "house"}>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <Header />
      <Scene inside={looksInside(auth)} />
      <main id="main" tabIndex={-1}>
        <Status />
        <Page key={path} />
      </main>
      <Footer />
    </div>
  );
}
