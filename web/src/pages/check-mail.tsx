import { useEffect, useRef } from "preact/hooks";
import { client, useAuth } from "../auth.ts";
import { CodeForm } from "../components/code-form.tsx";
import { DevMailbox } from "../components/dev-mailbox.tsx";
import { Field } from "../components/field.tsx";
import { FormBox } from "../components/form-box.tsx";
import { Page } from "../components/page.tsx";
import { Resend } from "../components/resend.tsx";
import { useForm } from "../form.ts";
import { enter, mailSentTo, type SentMail, sentMail } from "../mail-sent.ts";
import { toast } from "../toast.ts";

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
  async function verify(code: string): Promise<void> {
    await client.verifyEmail({ email: sent.email, code });
    enter();
  }

  async function again(): Promise<void> {
    await client.resendVerification(sent.email);
    mailSentTo(sent.email, { replace: true });
    toast("A new mail is on its way. Only its link and code count now.");
  }

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
      <CodeForm submit="Confirm" busy="Confirming…" verify={verify} />
      <Resend what="mail" sentAt={sent.at} again={again} />
      <p class="aside">
        Wrong address? <a href="/sign-up">Start again</a>.
      </p>
      <DevMailbox />
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
