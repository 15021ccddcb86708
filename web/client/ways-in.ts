import type { Presence } from "./presence.ts";
import type { Send } from "./transport.ts";
import type {
  Challenge,
  CodeProof,
  CodeRequest,
  EmailProof,
  MailSent,
  SignedIn,
  SignInInput,
  SignUpInput,
  VerificationSent,
} from "./types.ts";

const COOKIE = { delivery: "cookie" } as const;

/** CONTRACT section 4: what needs no session, and begins one. */
export function createWaysIn(send: Send, { enter }: Presence) {
  const signedIn = (path: string, body: object) =>
    enter(send<SignedIn>("POST", path, { ...body, ...COOKIE }));

  return {
    signUp: (input: SignUpInput) => send<VerificationSent>("POST", "/api/auth/signup", input),
    verifyEmail: (proof: EmailProof) => signedIn("/api/auth/email/verify", proof),
    resendVerification: (email: string) =>
      send<VerificationSent>("POST", "/api/auth/email/resend", { email }),
    signIn: (input: SignInInput) => signedIn("/api/auth/login", input),

    /** Everybody gets one, account or not: using it makes the account. */
    sendCode: (request: CodeRequest) => send<Challenge>("POST", "/api/auth/otp/send", request),
    verifyCode: ({ challengeId, code }: CodeProof) => signedIn("/api/auth/otp/verify", { challengeId, code }),
    sendMagicLink: (email: string) => send<MailSent>("POST", "/api/auth/magic-link/send", { email }),
    verifyMagicLink: (token: string) => signedIn("/api/auth/magic-link/verify", { token }),

    /** Mails a link and a code for `resetPassword`. Asking changes nothing. */
    forgotPassword: (email: string) => send<MailSent>("POST", "/api/auth/password/forgot", { email }),
  };
}
