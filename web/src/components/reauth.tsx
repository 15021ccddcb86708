import { useState } from "preact/hooks";
import type { Challenge, Channel } from "../../client/types.ts";
import { useAction } from "../action.ts";
import { client, useAuth } from "../auth.ts";
import { roomWords, words } from "../words/words.ts";
import { CodeForm } from "./code-form.tsx";
import { DevMailbox } from "./dev-mailbox.tsx";
import { Failure } from "./failure.tsx";
import { PasswordProof } from "./password-proof.tsx";
import { Resend } from "./resend.tsx";
import { Sending } from "./sending.tsx";

interface Sent {
  channel: Channel;
  to: string;
  challenge: Challenge;
  at: number;
}

export interface ReauthProps {
  by: "code" | "password or code";
  onProved(): void;
}

/** For whoever has been signed in for a while: proves again who it is. */
export function Reauth({ by, onProved }: ReauthProps) {
  const { state } = useAuth();
  const [sent, setSent] = useState<Sent | null>(null);

  async function send(channel: Channel, to: string): Promise<void> {
    setSent({ channel, to, challenge: await client.sendReauthCode(channel), at: Date.now() });
  }

  return (
    <div class="reauth">
      <p role="alert">{roomWords().account.reauth.why}</p>
      {sent ? (
        <EnterCode sent={sent} again={() => send(sent.channel, sent.to)} onProved={onProved} />
      ) : (
        <>
          {by === "password or code" && (
            <>
              <PasswordProof onProved={onProved} />
              <p>{roomWords().data.proof.or}</p>
            </>
          )}
          {state.user?.email && <SendButton channel="email" to={state.user.email} send={send} />}
          {state.user?.phone && <SendButton channel="sms" to={state.user.phone} send={send} />}
        </>
      )}
    </div>
  );
}

interface SendButtonProps {
  channel: Channel;
  to: string;
  send(channel: Channel, to: string): Promise<void>;
}

function SendButton({ channel, to, send }: SendButtonProps) {
  const action = useAction(() => send(channel, to));
  return (
    <>
      {action.failure && <Failure error={action.failure} />}
      <button type="button" class="button button-quiet" aria-busy={action.busy} onClick={action.run}>
        <span class="address">{roomWords().account.reauth.send(to)}</span>
      </button>
      <Sending of={action} />
    </>
  );
}

interface EnterCodeProps {
  sent: Sent;
  again(): Promise<void>;
  onProved(): void;
}

function EnterCode({ sent: { channel, to, challenge, at }, again, onProved }: EnterCodeProps) {
  const { challengeId, resendIn } = challenge;
  async function verify(code: string): Promise<void> {
    await client.reauth({ challengeId, code });
    onProved();
  }
  return (
    <>
      <p>{roomWords().account.phone.sent(<strong>{to}</strong>)}</p>
      <CodeForm
        key={challengeId}
        submit={roomWords().account.reauth.submit}
        busy={words().waysIn.confirming}
        verify={verify}
        takesFocus
      />
      <Resend
        what={channel === "email" ? "mail" : "message"}
        sentAt={at}
        pauseSeconds={resendIn}
        again={again}
      />
      <DevMailbox />
    </>
  );
}
