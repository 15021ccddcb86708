import { recordFailure } from "../audit/failure.store.ts";
import type { Config } from "../config.ts";
import type { Database } from "../db/database.ts";
import type { RateLimiter } from "../limits/rate-limiter.ts";
import type { Push } from "../live/push.ts";
import type { Post } from "../mail/post.ts";
import type { Events } from "../metrics/events.ts";
import type { Hasher } from "../passwords/hasher.ts";
import type { PasswordPolicy } from "../passwords/password.ts";
import type { Sessions } from "../sessions/session.ts";
import type { Defer } from "../shared/defer.ts";
import type { NewId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";
import type { Log } from "../shared/log.ts";
import type { Now } from "../shared/time.ts";
import type { OneTime } from "../verification/one-time.ts";
import { createAccountStore } from "./account.store.ts";
import { createArrivalStore } from "./arrival.store.ts";
import { createArrival } from "./arrival.ts";
import { createAttemptCount } from "./attempt-count.ts";
import type { Browser } from "./browser.ts";
import { createCodeCheck } from "./code-check.ts";
import { createDeletionStore } from "./deletion.store.ts";
import { createDeletion } from "./deletion.ts";
import { createDisownStore } from "./disown.store.ts";
import { createDisown } from "./disown.ts";
import { createEmailChangeStore } from "./email-change.store.ts";
import { createEmailChange } from "./email-change.ts";
import { createIdentityCheck } from "./identity-check.ts";
import { createLogIn } from "./log-in.ts";
import { createNewPasswords } from "./new-password.ts";
import { createPasswordStore } from "./password.store.ts";
import { createPasswordChange } from "./password-change.ts";
import { createPasswordCheck } from "./password-check.ts";
import { createPasswordReset } from "./password-reset.ts";
import { createPasswordless } from "./passwordless.ts";
import { createPhoneStore } from "./phone.store.ts";
import { createPhone } from "./phone.ts";
import { createProfile } from "./profile.ts";
import { createReauthStore } from "./reauth.store.ts";
import { createReauth } from "./reauth.ts";
import { createRequestStore } from "./request.store.ts";
import { createSessionStarts } from "./session-start.ts";
import { createSignUp } from "./sign-up.ts";

/** Every way in and every change of an account, put together from what they need. */
export function createAccounts(deps: {
  config: Config;
  /** The visitor's; null for one who asks for none. */
  language: Language | null;
  db: Database;
  sessions: Sessions;
  oneTime: OneTime;
  hasher: Hasher;
  policy: PasswordPolicy;
  limiter: RateLimiter;
  post: Post;
  push: Push;
  metrics: Events;
  defer: Defer;
  log: Log;
  now: Now;
  newId: NewId;
}) {
  const { config, language, db, sessions, oneTime, hasher, policy, limiter, post, push, metrics, ...rest } =
    deps;
  const { defer, log, now, newId } = rest;
  const appUrl = config.APP_URL;
  const mailLimit = config.MAIL_LIMIT;
  const codeLimit = config.OTP_LIMIT;

  const store = createAccountStore(db);
  const passwordStore = createPasswordStore(db, language);
  const requests = createRequestStore(db);
  const noteFailure = (userId: string, { visitor }: Browser) => recordFailure(db, userId, visitor, now());
  const checkPassword = createPasswordCheck({ hasher, limiter, recordFailure: noteFailure, defer });
  const checkCode = createCodeCheck({ recordFailure: noteFailure, defer });
  const countFailure = createAttemptCount(metrics);
  const identity = createIdentityCheck({ checkPassword, reauthWindowMs: config.REAUTH_WINDOW, now });
  const newPasswords = createNewPasswords({ hasher, policy, history: config.PASSWORD_HISTORY });
  const starts = createSessionStarts({
    sessions,
    oneTime,
    post,
    push,
    metrics,
    rules: { appUrl, sessionCap: config.SESSION_MAX_CONCURRENT },
  });
  const arrival = createArrival({ store: createArrivalStore(db, language), starts, oneTime, metrics, newId });
  const passwordReset = createPasswordReset({
    store: passwordStore,
    oneTime,
    checkCode,
    newPasswords,
    limiter,
    post,
    push,
    metrics,
    rules: { appUrl, mailLimit },
    log,
    now,
    newId,
  });
  const signUp = createSignUp({
    store,
    oneTime,
    arrival,
    checkCode,
    countFailure,
    hasher,
    policy,
    limiter,
    post,
    metrics,
    rules: { appUrl, clientLimit: config.SIGNUP_LIMIT, mailLimit },
    now,
  });

  return {
    signUp,
    passwordReset,
    logIn: createLogIn({
      store,
      starts,
      hasher,
      checkPassword,
      countFailure,
      resend: (email, { client }) => signUp.resend(email, client, "password"),
      now,
    }),
    passwordless: createPasswordless({
      requests,
      oneTime,
      arrival,
      checkCode,
      countFailure,
      limiter,
      post,
      rules: { appUrl, codeLimit, linkLimit: mailLimit },
    }),
    passwordChange: createPasswordChange({
      store: passwordStore,
      sessions,
      identity,
      newPasswords,
      post,
      push,
      appUrl,
      now,
    }),
    reauth: createReauth({
      store: createReauthStore(db),
      requests,
      sessions,
      oneTime,
      identity,
      checkCode,
      limiter,
      post,
      codeLimit,
      newId,
    }),
    emailChange: createEmailChange({
      store: createEmailChangeStore(db),
      oneTime,
      identity,
      limiter,
      post,
      push,
      rules: { appUrl, mailLimit },
      now,
      newId,
    }),
    phone: createPhone({
      store: createPhoneStore(db),
      requests,
      oneTime,
      checkCode,
      limiter,
      post,
      rules: { appUrl, codeLimit },
      now,
      newId,
    }),
    deletion: createDeletion({
      store: createDeletionStore(db),
      identity,
      post,
      push,
      rules: { appUrl, graceMs: config.DELETION_GRACE },
      now,
    }),
    disown: createDisown({ store: createDisownStore(db), oneTime, passwordReset, post, push, now, newId }),
    profile: createProfile({ store, now }),
  };
}
