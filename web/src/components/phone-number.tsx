import { useRef, useState } from "preact/hooks";
import type { Challenge } from "../../client/types.ts";
import { useAction } from "../action.ts";
import { client } from "../auth.ts";
import { useForm } from "../form.ts";
import { toast } from "../toast.ts";
import { CodeForm } from "./code-form.tsx";
import { DevMailbox } from "./dev-mailbox.tsx";
import { Failure } from "./failure.tsx";
import { Field } from "./field.tsx";
import { FormBox } from "./form-box.tsx";
import { Resend } from "./resend.tsx";

interface Sent {
  phone: string;
  challenge: Challenge;
  at: number;
}

/** The number that one may sign in with: entered, then proved by a code. */
export function PhoneNumber({ phone }: { phone: string | null }) {
  const element = useRef<HTMLDivElement>(null);
  const [sent, setSent] = useState<Sent | null>(null);

  async function send(to: string): Promise<void> {
    setSent({ phone: to, challenge: await client.requestPhone(to), at: Date.now() });
  }

  async function confirm(code: string): Promise<void> {
    if (!sent) return;
    await client.confirmPhone({ challengeId: sent.challenge.challengeId, code });
    setSent(null);
    finish("Your phone number is confirmed. You can sign in with it.");
  }

  async function remove(): Promise<void> {
    await client.removePhone();
    finish("Your phone number is removed.");
  }

  /** What had the focus is gone: it goes to the line that all this stands in. */
  function finish(words: string): void {
    element.current?.closest("details")?.querySelector("summary")?.focus();
    toast(words);
  }

  return (
    <div ref={element} class="steps">
      {sent ? (
        <EnterCode sent={sent} send={send} confirm={confirm} startAgain={() => setSent(null)} />
      ) : (
        <>
          <p class="aside">With a number of yours you can sign in by a code that we send to it.</p>
          <AskForNumber isFirst={phone === null} send={send} />
          {phone && <RemoveButton remove={remove} />}
        </>
      )}
    </div>
  );
}

interface EnterCodeProps {
  sent: Sent;
  send(phone: string): Promise<void>;
  confirm(code: string): Promise<void>;
  startAgain(): void;
}

function EnterCode({ sent, send, confirm, startAgain }: EnterCodeProps) {
  const { challengeId, resendIn } = sent.challenge;
  return (
    <>
      <p>
        We sent a code to <strong>{sent.phone}</strong>.
      </p>
      <CodeForm key={challengeId} submit="Confirm number" busy="Confirming…" verify={confirm} takesFocus />
      <Resend what="message" sentAt={sent.at} pauseSeconds={resendIn} again={() => send(sent.phone)} />
      <p class="aside">
        Wrong number?{" "}
        <button type="button" class="link" onClick={startAgain}>
          Enter it again
        </button>
      </p>
      <DevMailbox />
    </>
  );
}

function AskForNumber({ isFirst, send }: { isFirst: boolean; send: (phone: string) => Promise<void> }) {
  const form = useForm({
    fields: ["phone"],
    check: (read) => ({ phone: /\d/.test(read("phone")) ? undefined : "Enter your phone number." }),
    send: (read) => send(read("phone").trim()),
  });
  return (
    <FormBox form={form} submit="Send a code" busy="Sending…">
      <Field
        form={form}
        name="phone"
        label={isFirst ? "Phone number" : "New phone number"}
        autoComplete="tel"
        hint="With its country code, such as +81 3 1234 5678."
        input={{ type: "tel", inputMode: "tel" }}
      />
    </FormBox>
  );
}

function RemoveButton({ remove }: { remove: () => Promise<void> }) {
  const { busy, failure, run } = useAction(remove);
  return (
    <>
      {failure && <Failure error={failure} />}
      <button type="button" class="button button-quiet" aria-busy={busy} onClick={run}>
        Remove my number
      </button>
    </>
  );
}
