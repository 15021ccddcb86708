import { useEffect, useState } from "preact/hooks";
import { GenkanError } from "../../client/error.ts";
import type { Session } from "../../client/types.ts";
import { client } from "../auth.ts";
import { dateAndTime } from "../format.ts";
import { Failure } from "./failure.tsx";

const METHODS: Record<Session["method"], string> = {
  password: "with your password",
  email_verification: "by confirming your address",
  email_otp: "with a code by mail",
  sms_otp: "with a code by text message",
  magic_link: "with a link by mail",
};

export function SessionFacts() {
  const [session, setSession] = useState<Session | null>(null);
  const [failure, setFailure] = useState<GenkanError | null>(null);
  useEffect(() => {
    client
      .session()
      .then((live) => setSession(live.session))
      .catch((error: unknown) => {
        if (!(error instanceof GenkanError)) throw error;
        setFailure(error);
      });
  }, []);

  if (failure) return <Failure error={failure} />;
  if (!session) return <p class="aside">One moment…</p>;
  const { device, location, ip } = session;
  return (
    <dl class="facts">
      <dt>Device</dt>
      <dd>{device.name}</dd>
      <dt>Since</dt>
      <dd>
        <time dateTime={session.createdAt}>{dateAndTime(session.createdAt)}</time>, {METHODS[session.method]}
      </dd>
      <dt>From</dt>
      <dd>{[location?.city, location?.country, ip].filter(Boolean).join(", ") || "unknown"}</dd>
      <dt>Until</dt>
      <dd>
        <time dateTime={session.expiresAt}>{dateAndTime(session.expiresAt)}</time>, at the latest
      </dd>
    </dl>
  );
}
