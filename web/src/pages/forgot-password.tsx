import { useState } from "preact/hooks";
import { client } from "../auth.ts";
import { codeError, digitsOf } from "../code.ts";
import { CodeField } from "../components/code-field.tsx";
import { DevMailbox } from "../components/dev-mailbox.tsx";
import { Field } from "../components/field.tsx";
import { FormBox } from "../components/form-box.tsx";
import { NewPasswordField } from "../components/new-password-field.tsx";
import { Page } from "../components/page.tsx";
import { PasswordChanged } from "../components/password-changed.tsx";
import { Resend } from "../components/resend.tsx";
import { WhosePassword } from "../components/whose-password.tsx";
import { useForm } from "../form.ts";
import { mailSentTo, type SentMail, sentMail } from "../mail-sent.ts";
import { toast } from "../toast.ts";
import { typedAddress } from "../typed-address.ts";

export function ForgotPasswordPage() {
  const sent = sentMail();
  return sent ? <WaitForMail key={sent.email} sent={sent} /> : <AskForAddress />;
}

async function sendTo(email: string, replace: boolean): Promise<void> {
  await client.forgotPassword(email);
  mailSentTo(email, { page: "/forgot-password", replace });
}

function AskForAddress() {
  const form = useForm({
    fields: ["email"],
    check: (read) => ({ email: read("email").includes("@") ? undefined : "Enter your email address." }),
    send: (read) => sendTo(read("email").trim(), false),
  });
  return (
    <Page
      title="Forgot your password?"
      lead="It happens. Tell us your address, and we’ll send you what it takes to choose a new one."
    >
      <FormBox form={form} submit="Send the mail" busy="Sending…">
        <Field
          form={form}
          name="email"
          label="Email"
          autoComplete="email"
          input={{ type: "email", inputMode: "email", defaultValue: typedAddress() }}
        />
      </FormBox>
      <p class="aside">
        Remembered it? <a href="/sign-in">Sign in</a>. Or <a href="/sign-in/code">sign in without it</a>.
      </p>
    </Page>
  );
}

function WaitForMail({ sent }: { sent: SentMail }) {
  const [isChanged, setChanged] = useState(false);
  const form = useForm({
    fields: ["code", "password"],
    check: (read) => ({
      code: codeError(read("code")),
      password: read("password") ? undefined : "Choose a password.",
    }),
    async send(read) {
      const proof = { email: sent.email, code: digitsOf(read("code")) };
      await client.resetPassword(proof, read("password"));
      setChanged(true);
    },
    fieldFor: { invalid_token: "code", token_spent: "code" },
  });

  async function again(): Promise<void> {
    await sendTo(sent.email, true);
    toast("A new mail is on its way. Only its link and code count now.");
  }

  if (isChanged) return <PasswordChanged />;
  return (
    <Page
      title="Check your mail"
      lead={
        <>
          We wrote to <strong class="address">{sent.email}</strong>. Open the link in that mail, or choose a
          new password here with its code.
        </>
      }
    >
      <FormBox form={form} submit="Set the new password" busy="Setting…">
        <WhosePassword name={sent.email} />
        <CodeField form={form} name="code" />
        <NewPasswordField form={form} name="password" label="New password" email={() => sent.email} />
      </FormBox>
      <Resend what="mail" sentAt={sent.at} again={again} />
      <p class="aside">
        Wrong address? <a href="/forgot-password">Start again</a>.
      </p>
      <DevMailbox />
    </Page>
  );
}
