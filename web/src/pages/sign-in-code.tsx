import { useEffect } from "preact/hooks";
import { client, useAuth } from "../auth.ts";
import { CodeForm } from "../components/code-form.tsx";
import { DevMailbox } from "../components/dev-mailbox.tsx";
import { Field } from "../components/field.tsx";
import { FormBox } from "../components/form-box.tsx";
import { Page } from "../components/page.tsx";
import { Resend } from "../components/resend.tsx";
import { useForm } from "../form.ts";
import { welcome } from "../person.ts";
import { follow, nextPlace, usePlace } from "../router.ts";
import { type SentWay, sentWay, waitFor } from "../sent-way.ts";
import { toast } from "../toast.ts";
import { rememberAddress, typedAddress } from "../typed-address.ts";
import { words } from "../words/words.ts";

export function SignInCodePage() {
  const { state } = useAuth();
  const { search } = usePlace();
  const inside = state.status === "signed_in";
  useEffect(() => {
    // Signed in already, or by the link in another tab.
    if (inside) follow(nextPlace(search));
  }, [inside, search]);
  const sent = sentWay();
  if (!sent) return <Ask />;
  return sent.way === "code" ? <EnterCode sent={sent} /> : <AwaitLink sent={sent} />;
}

async function sendCode(to: string, replace: boolean): Promise<void> {
  const channel = to.includes("@") ? "email" : "sms";
  const challenge = await client.sendCode({ channel, to });
  waitFor({ way: "code", channel, to, challenge, at: Date.now() }, { replace });
}

async function sendLink(to: string, replace: boolean): Promise<void> {
  await client.sendMagicLink(to);
  waitFor({ way: "link", to, at: Date.now() }, { replace });
}

function Ask() {
  const form = useForm({
    fields: ["to", "way"],
    check: (read) => ({ to: addressError(read("to"), read("way")) }),
    send: (read) =>
      read("way") === "link" ? sendLink(read("to").trim(), false) : sendCode(read("to").trim(), false),
    pathFor: { email: "to" },
  });
  const { byCode, fields, sending } = words().waysIn;
  return (
    <Page title={byCode.title} lead={byCode.lead}>
      <FormBox
        form={form}
        submit={byCode.submit}
        busy={sending}
        other={
          <button type="submit" class="button button-quiet" name="way" value="link">
            {byCode.link}
          </button>
        }
      >
        <Field
          form={form}
          name="to"
          label={fields.emailOrPhone}
          autoComplete="username"
          hint={fields.phoneHint}
          input={{
            autoCapitalize: "none",
            spellcheck: false,
            defaultValue: typedAddress(),
            onInput: (event) => rememberAddress(event.currentTarget.value),
          }}
        />
      </FormBox>
      <p class="aside">
        {byCode.withPassword(<a href={`/sign-in${location.search}`}>{byCode.signInWithIt}</a>)}
      </p>
    </Page>
  );
}

function addressError(to: string, way: string): string | undefined {
  if (to.includes("@")) return undefined;
  if (!/\d/.test(to)) return words().errors.missing.emailOrPhone;
  return way === "link" ? words().errors.missing.emailForLink : undefined;
}

function EnterCode({ sent }: { sent: SentWay & { way: "code" } }) {
  const { to, channel, challenge, at } = sent;
  const { challengeId, resendIn } = challenge;

  async function verify(code: string): Promise<void> {
    const result = await client.verifyCode({ challengeId, code });
    follow(nextPlace(location.search));
    toast(welcome(result), "good");
  }

  async function again(): Promise<void> {
    await sendCode(to, true);
    toast(words().waysIn.byCode.newCode);
  }

  const { byCode, signIn } = words().waysIn;
  return (
    <Page title={byCode.enterTitle} lead={byCode.enterLead(<strong class="address">{to}</strong>)}>
      <CodeForm key={challengeId} submit={words().shell.signIn} busy={signIn.busy} verify={verify} />
      <Resend
        what={channel === "email" ? "mail" : "message"}
        sentAt={at}
        pauseSeconds={resendIn}
        again={again}
      />
      <StartAgain />
    </Page>
  );
}

function AwaitLink({ sent: { to, at } }: { sent: SentWay }) {
  async function again(): Promise<void> {
    await sendLink(to, true);
    toast(words().waysIn.byCode.newLink);
  }

  const { byCode, checkMail } = words().waysIn;
  return (
    <Page title={checkMail.title} lead={byCode.linkLead(<strong class="address">{to}</strong>)}>
      <Resend what="mail" sentAt={at} again={again} />
      <StartAgain />
    </Page>
  );
}

function StartAgain() {
  return (
    <>
      <p class="aside">
        {words().waysIn.byCode.startAgain(
          <a href={`/sign-in/code${location.search}`}>{words().waysIn.startAgain}</a>,
        )}
      </p>
      <DevMailbox />
    </>
  );
}
