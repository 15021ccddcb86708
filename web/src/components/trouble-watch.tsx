import "../styles/trouble.css";
import { useEffect, useReducer, useRef } from "preact/hooks";
import { isOpen, useTrouble } from "../health.ts";
import { nextPhase } from "../outage.ts";
import { usePlace } from "../router.ts";
import { toast } from "../toast.ts";
import { isOutage, type Trouble } from "../trouble.ts";
import { watchTyping, whenQuiet } from "../typing.ts";
import { roomWords } from "../words/words.ts";
import { OutageModal, OverModal } from "./outage-modals.tsx";
import { TroubleSlip } from "./trouble-slip.tsx";

/** What passes within this time is no outage to anybody. */
const GRACE_MS = 3_000;

/** Whatever goes wrong around the page, in one place: the slip at the entrance, and who says what an outage is and when it is over. */
export function TroubleWatch() {
  const trouble = useTrouble();
  const [phase, dispatch] = useReducer(nextPhase, "well");
  const outage = useRef<Trouble | null>(null);
  if (isOutage(trouble)) outage.current = trouble;

  useEffect(watchTyping, []);

  const kind = trouble?.kind;
  const wasOffline = useRef(false);
  useEffect(() => {
    if (isOutage(trouble)) dispatch("out");
    else if (isOpen()) dispatch("well");
    if (kind === "offline") wasOffline.current = true;
    else if (wasOffline.current && isOpen()) {
      wasOffline.current = false;
      toast(roomWords().trouble.onlineAgain, "good");
    }
  }, [kind]);

  useEffect(() => {
    if (phase === "brewing") return whenQuiet(GRACE_MS, () => dispatch("waited"));
    if (phase === "mended") return whenQuiet(0, () => dispatch("waited"));
  }, [phase]);

  // It has said it all already.
  const isToldByPage = usePlace().path === "/status";
  useEffect(() => {
    if (isToldByPage && (phase === "telling" || phase === "over")) dispatch("dismissed");
  }, [phase, isToldByPage]);

  if (isToldByPage) return <TroubleSlip trouble={kind === "offline" ? trouble : null} />;
  const dismiss = () => dispatch("dismissed");
  return (
    <>
      <TroubleSlip trouble={trouble} />
      {phase === "telling" && outage.current && <OutageModal {...outage.current} onDismiss={dismiss} />}
      {phase === "over" && <OverModal onDismiss={dismiss} />}
    </>
  );
}
