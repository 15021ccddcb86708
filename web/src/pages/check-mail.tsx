import { useEffect, useRef } from "preact/hooks";
import { client, useAuth } from "../auth.ts";
import { Field } from "../components/field.tsx";
import { FormBox } from "../components/form-box.tsx";
import { Page } from "../components/page.tsx";
import { Resend } from "../components/resend.tsx";
import { useForm } from "../form.ts";
import { enter, IN_DEVELOPMENT, mailSentTo, type SentMail, sentMail } from "../mail-sent.ts";

export function CheckMailPage() {
  const { state } = useAuth();
  const sent = sentMail();
  const wasOutside = useRef(false);
  wasOutside.current ||= state.status === "signed_out";
  const cameIn = state.status === "signed_in" && wasOutside.current;
  useEffect(() => {
    // The link was opened in another tab: this one comes along.
    if (cameIn) enter();
  }, [cameIn]);
  return sent ? <WaitForMail sent={sent} /> : <AskForMail />;
}

function WaitForMail({ sent }: { sent: SentMail }) {
  const form = useForm({
    fields: ["code"],
    check: (read) => ({
      code: /^\d{6}$/.test(digits(read("code"))) ? undefined : "Enter the 6 digits from the mail.",
    }),
    async send(read) {
      await client.verifyEmail({ email: sent.email, code: digits(read("code")) });
      enter();
    },
    fieldFor: { invalid_token: "code", token_spent: "code" },
  });
  return (
    <Page
      title="Check your mail"
      lead={
        <>
          We wrote to <strong class="address">{sent.email}</strong>. Open the link in that mail, or enter its
          code here.
        </>
      }
    >
      <FormBox form={form} submit="Confirm" busy="Confirming…">
        <Field
          form={form}
          name="code"
          label="6-digit code"
          autoComplete="one-time-code"
          input={{ inputMode: "numeric", class: "code" }}
        />
      </FormBox>
      <Resend sent={sent} />
      <p class="aside">
        Wrong address? <a href="/sign-up">Start again</a>.
        {IN_DEVELOPMENT && (
          <>
            {" "}
            In development, mail lands in <a href="/__dev">the mailbox</a>.
          </>
        )}
      </p>
    </Page>
  );
}

function AskForMail() {
  const form = useForm({
    fields: ["email"],
    check: (read) => ({ email: read("email").includes("@") ? undefined : "Enter your email address." }),
    async send(read) {
      const email = read("email").trim();
      await client.resendVerification(email);
      mailSentTo(email, { replace: true });
    },
  });
  return (
    <Page title="Get a new mail" lead="Which address did you sign up with? We’ll send a fresh link and code.">
      <FormBox form={form} submit="Send the mail" busy="Sending…">
        <Field
          form={form}
          name="email"
          label="Email"
          autoComplete="email"
          input={{ type: "email", inputMode: "email" }}
        />
      </FormBox>
    </Page>
  );
}

/** Codes are pasted with the spaces that mails and phones put between them. */
function digits(text: string): string {
  return text.replace(/[\s-]/g, "");
}
