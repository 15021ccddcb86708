import { useRef, useState } from "preact/hooks";
import type { Challenge } from "../../client/types.ts";
import { useAction } from "../action.ts";
import { client } from "../auth.ts";
import { useForm } from "../form.ts";
import { toast } from "../toast.ts";
import { roomWords, words } from "../words/words.ts";
import { CodeForm } from "./code-form.tsx";
import { DevMailbox } from "./dev-mailbox.tsx";
import { Failure } from "./failure.tsx";
import { Field } from "./field.tsx";
import { FormBox } from "./form-box.tsx";
import { Resend } from "./resend.tsx";
import { Sending } from "./sending.tsx";

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
    finish(roomWords().account.phone.confirmed);
  }

  async function remove(): Promise<void> {
    await client.removePhone();
    finish(roomWords().account.phone.removed);
  }

  /** What had the focus is gone: it goes to the line that all this stands in. */
  function finish(text: string): void {
    element.current?.closest("details")?.querySelector("summary")?.focus();
    toast(text, "good");
  }

  return (
    <div ref={element} class="steps">
      {sent ? (
        <EnterCode sent={sent} send={send} confirm={confirm} startAgain={() => setSent(null)} />
      ) : (
        <>
          <p class="aside">{roomWords().account.phone.about}</p>
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
  const { phone } = roomWords().account;
  return (
    <>
      <p>{phone.sent(<strong>{sent.phone}</strong>)}</p>
      <CodeForm
        key={challengeId}
        submit={phone.confirm}
        busy={words().waysIn.confirming}
        verify={confirm}
        takesFocus
      />
      <Resend what="message" sentAt={sent.at} pauseSeconds={resendIn} again={() => send(sent.phone)} />
      <p class="aside">
        {phone.wrong(
          <button type="button" class="link" onClick={startAgain}>
            {phone.again}
          </button>,
        )}
      </p>
      <DevMailbox />
    </>
  );
}

function AskForNumber({ isFirst, send }: { isFirst: boolean; send: (phone: string) => Promise<void> }) {
  const form = useForm({
    fields: ["phone"],
    check: (read) => ({ phone: /\d/.test(read("phone")) ? undefined : words().errors.missing.phone }),
    send: (read) => send(read("phone").trim()),
  });
  return (
    <FormBox form={form} submit={roomWords().account.phone.send} busy={words().waysIn.sending}>
      <Field
        form={form}
        name="phone"
        label={isFirst ? words().waysIn.fields.phone : roomWords().account.phone.newField}
        autoComplete="tel"
        hint={words().waysIn.fields.phoneHint}
        input={{ type: "tel", inputMode: "tel" }}
      />
    </FormBox>
  );
}

function RemoveButton({ remove }: { remove: () => Promise<void> }) {
  const action = useAction(remove);
  return (
    <>
      {action.failure && <Failure error={action.failure} />}
      <button type="button" class="button button-quiet" aria-busy={action.busy} onClick={action.run}>
        {roomWords().account.phone.remove}
      </button>
      <Sending of={action} />
    </>
  );
}
