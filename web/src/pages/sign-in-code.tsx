import { useEffect } from "preact/hooks";
import { client, useAuth } from "../auth.ts";
import { CodeForm } from "../components/code-form.tsx";
import { DevMailbox } from "../components/dev-mailbox.tsx";
import { Field } from "../components/field.tsx";
import { FormBox } from "../components/form-box.tsx";
import { Page } from "../components/page.tsx";
import { Resend } from "../components/resend.tsx";
import { useForm } from "../form.ts";
import { follow, nextPlace, usePlace } from "../router.ts";
import { type SentWay, sentWay, waitFor } from "../sent-way.ts";
import { welcome } from "../texts.ts";
import { toast } from "../toast.ts";
import { typedAddress } from "../typed-address.ts";

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
  return (
    <Page
      title="Sign in without a password"
      lead="We send you a code, or a link that lets you in. New here? Then it makes your account."
    >
      <FormBox
        form={form}
        submit="Send me a code"
        busy="Sending…"
        other={
          <button type="submit" class="button button-quiet" name="way" value="link">
            Mail me a link instead
          </button>
        }
      >
        <Field
          form={form}
          name="to"
          label="Email or phone number"
          autoComplete="username"
          hint="A number with its country code, such as +81 3 1234 5678."
          input={{ autoCapitalize: "none", spellcheck: false, defaultValue: typedAddress() }}
        />
      </FormBox>
      <p class="aside">
        Rather a password? <a href={`/sign-in${location.search}`}>Sign in with it</a>.
      </p>
    </Page>
  );
}

function addressError(to: string, way: string): string | undefined {
  if (to.includes("@")) return undefined;
  if (!/\d/.test(to)) return "Enter your email address or phone number.";
  return way === "link" ? "Links go by mail only. Enter your email address, or take a code." : undefined;
}

function EnterCode({ sent }: { sent: SentWay & { way: "code" } }) {
  const { to, channel, challenge, at } = sent;
  const { challengeId, resendIn } = challenge;

  async function verify(code: string): Promise<void> {
    const result = await client.verifyCode({ challengeId, code });
    follow(nextPlace(location.search));
    toast(welcome(result));
  }

  async function again(): Promise<void> {
    await sendCode(to, true);
    toast("A new code is on its way. Only that one counts now.");
  }

  return (
    <Page
      title="Enter your code"
      lead={
        <>
          We sent 6 digits to <strong class="address">{to}</strong>.
        </>
      }
    >
      <CodeForm key={challengeId} submit="Sign in" busy="Signing in…" verify={verify} />
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
    toast("A new mail is on its way. Only its link counts now.");
  }

  return (
    <Page
      title="Check your mail"
      lead={
        <>
          We wrote to <strong class="address">{to}</strong>. Open the link in that mail where you want to be
          signed in. In this browser, this page comes along.
        </>
      }
    >
      <Resend what="mail" sentAt={at} again={again} />
      <StartAgain />
    </Page>
  );
}

function StartAgain() {
  return (
    <>
      <p class="aside">
        Wrong address, or another way? <a href={`/sign-in/code${location.search}`}>Start again</a>.
      </p>
      <DevMailbox />
    </>
  );
}
