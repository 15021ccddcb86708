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
import { rememberAddress, typedAddress } from "../typed-address.ts";
import { words } from "../words/words.ts";

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
    check: (read) => ({ email: read("email").includes("@") ? undefined : words().errors.missing.email }),
    send: (read) => sendTo(read("email").trim(), false),
  });
  const { forgot, fields, sendMail, sending } = words().waysIn;
  return (
    <Page title={forgot.title} lead={forgot.lead}>
      <FormBox form={form} submit={sendMail} busy={sending}>
        <Field
          form={form}
          name="email"
          label={fields.email}
          autoComplete="email"
          input={{
            type: "email",
            inputMode: "email",
            defaultValue: typedAddress(),
            onInput: (event) => rememberAddress(event.currentTarget.value),
          }}
        />
      </FormBox>
      <p class="aside">
        {forgot.remembered(
          <a href="/sign-in">{words().shell.signIn}</a>,
          <a href="/sign-in/code">{forgot.without}</a>,
        )}
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
      password: read("password") ? undefined : words().errors.missing.newPassword,
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
    toast(words().waysIn.newMailSent);
  }

  if (isChanged) return <PasswordChanged />;
  const { checkMail, forgot, reset, fields, wrongAddress, startAgain } = words().waysIn;
  return (
    <Page title={checkMail.title} lead={forgot.sentLead(<strong class="address">{sent.email}</strong>)}>
      <FormBox form={form} submit={reset.submit} busy={reset.busy}>
        <WhosePassword name={sent.email} />
        <CodeField form={form} name="code" />
        <NewPasswordField form={form} name="password" label={fields.newPassword} email={() => sent.email} />
      </FormBox>
      <Resend what="mail" sentAt={sent.at} again={again} />
      <p class="aside">{wrongAddress(<a href="/forgot-password">{startAgain}</a>)}</p>
      <DevMailbox />
    </Page>
  );
}
