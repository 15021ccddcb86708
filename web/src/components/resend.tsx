import { useState } from "preact/hooks";
import { GenkanError } from "../../client/error.ts";
import { client } from "../auth.ts";
import { useCountdown } from "../countdown.ts";
import { mailSentTo, type SentMail } from "../mail-sent.ts";
import { say } from "../status.ts";
import { clock } from "../texts.ts";
import { Failure } from "./failure.tsx";

/** The service sends one mail a minute to an address. */
const PAUSE_MS = 60_000;

export function Resend({ sent }: { sent: SentMail }) {
  const [failure, setFailure] = useState<GenkanError | null>(null);
  const left = useCountdown(sent.at + PAUSE_MS);

  async function resend(): Promise<void> {
    setFailure(null);
    try {
      await client.resendVerification(sent.email);
      mailSentTo(sent.email, { replace: true });
      say("A new mail is on its way. Only its link and code count now.");
    } catch (error) {
      if (!(error instanceof GenkanError)) throw error;
      setFailure(error);
    }
  }

  return (
    <div class="resend">
      {failure && <Failure error={failure} />}
      {left > 0 ? (
        <p class="aside">
          Nothing there? Look among the spam; you can have another in <time>{clock(left)}</time>.
        </p>
      ) : (
        <p class="aside">
          Nothing there?{" "}
          <button type="button" class="link" onClick={resend}>
            Send another mail
          </button>
        </p>
      )}
    </div>
  );
}
