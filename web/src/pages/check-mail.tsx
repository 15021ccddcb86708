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
import { words } from "../words/words.ts";

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
    toast(words().waysIn.newMailSent);
  }

  const { checkMail, confirming, wrongAddress, startAgain } = words().waysIn;
  return (
    <Page title={checkMail.title} lead={checkMail.lead(<strong class="address">{sent.email}</strong>)}>
      <CodeForm submit={checkMail.submit} busy={confirming} verify={verify} />
      <Resend what="mail" sentAt={sent.at} again={again} />
      <p class="aside">{wrongAddress(<a href="/sign-up">{startAgain}</a>)}</p>
      <DevMailbox />
    </Page>
  );
}

function AskForMail() {
  const form = useForm({
    fields: ["email"],
    check: (read) => ({ email: read("email").includes("@") ? undefined : words().errors.missing.email }),
    async send(read) {
      const email = read("email").trim();
      await client.resendVerification(email);
      mailSentTo(email, { replace: true });
    },
  });
  const { checkMail, fields, sendMail, sending } = words().waysIn;
  return (
    <Page title={checkMail.askTitle} lead={checkMail.askLead}>
      <FormBox form={form} submit={sendMail} busy={sending}>
        <Field
          form={form}
          name="email"
          label={fields.email}
          autoComplete="email"
          input={{ type: "email", inputMode: "email" }}
        />
      </FormBox>
    </Page>
  );
}
