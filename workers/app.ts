import { emailChangeRoutes } from "./accounts/email-change.routes.ts";
import { exportRoutes } from "./accounts/export.routes.ts";
import { leavingRoutes } from "./accounts/leaving.routes.ts";
import { logInRoutes } from "./accounts/log-in.routes.ts";
import { meRoutes } from "./accounts/me.routes.ts";
import { passwordRoutes } from "./accounts/password.routes.ts";
import { passwordlessRoutes } from "./accounts/passwordless.routes.ts";
import { phoneRoutes } from "./accounts/phone.routes.ts";
import { preferencesRoutes } from "./accounts/preferences.routes.ts";
import { reauthRoutes } from "./accounts/reauth.routes.ts";
import { signUpRoutes } from "./accounts/sign-up.routes.ts";
import { adminRoutes } from "./admin/admin.routes.ts";
import { eventRoutes } from "./audit/event.routes.ts";
import { healthRoutes } from "./health/health.routes.ts";
import { liveRoutes } from "./live/live.routes.ts";
import { mailboxRoutes } from "./mail/mailbox.routes.ts";
import { metricsRoutes } from "./metrics/metrics.routes.ts";
import { answerErrors } from "./pipeline/answer-errors.ts";
import { authenticate } from "./pipeline/authenticate.ts";
import { limitBody, requireJson } from "./pipeline/body.ts";
import { checkSource } from "./pipeline/check-source.ts";
import { detectLanguage } from "./pipeline/detect-language.ts";
import { guardFloods } from "./pipeline/guard-floods.ts";
import { matchRoute } from "./pipeline/match-route.ts";
import { observe } from "./pipeline/observe.ts";
import { addReference } from "./pipeline/openapi.ts";
import { routeEntries } from "./pipeline/route-entries.ts";
import { setUp } from "./pipeline/set-up.ts";
import type { createServices } from "./services.ts";
import { jwksRoutes } from "./sessions/jwks.routes.ts";
import { mySessionsRoutes } from "./sessions/my-sessions.routes.ts";
import { revocationRoutes } from "./sessions/revocation.routes.ts";
import { sessionRoutes } from "./sessions/session.routes.ts";
import { createRouter } from "./shared/http.ts";
import { createRouteTable } from "./shared/route-table.ts";

/** Everything that can be called, and what is said of it. */
export function createRoutes() {
  const routes = createRouter()
    .route("/", signUpRoutes)
    .route("/", logInRoutes)
    .route("/", sessionRoutes)
    .route("/", passwordlessRoutes)
    .route("/", passwordRoutes)
    .route("/", meRoutes)
    .route("/", preferencesRoutes)
    .route("/", reauthRoutes)
    .route("/", emailChangeRoutes)
    .route("/", phoneRoutes)
    .route("/", leavingRoutes)
    .route("/", mySessionsRoutes)
    .route("/", eventRoutes)
    .route("/", exportRoutes)
    .route("/", adminRoutes)
    .route("/", revocationRoutes)
    .route("/", liveRoutes)
    .route("/", jwksRoutes)
    .route("/", healthRoutes)
    .route("/", metricsRoutes)
    .route("/", mailboxRoutes);
  addReference(routes);
  return routes;
}

/** The whole service, in the order in which a request meets it. Failures are checked in a fixed order: no such path, method, source, size, type, session, JSON, fields. */
export function createApp(services: typeof createServices) {
  const routes = createRoutes();
  const app = createRouter();
  app.use(observe());
  app.use(detectLanguage());
  app.use(setUp(services));
  app.use(matchRoute(createRouteTable(routeEntries(routes))));
  app.use(checkSource());
  app.use(limitBody());
  app.use(guardFloods());
  app.use(authenticate());
  app.use(requireJson());
  app.route("/", routes);
  app.onError(answerErrors);
  return app;
}
