import { useEnding, useEndReason } from "../ending.ts";
import { usePlace } from "../router.ts";
import { suspicionOf } from "../suspicion.ts";
import { roomWords } from "../words/words.ts";
import { ClosedDoors, Lantern } from "./drawing.tsx";
import { Findings } from "./findings.tsx";
import { Modal } from "./modal.tsx";
import { SignInForm } from "./sign-in-form.tsx";

/** Falls over a page whose session has ended. It can't be dismissed: there is nothing to be seen behind it any more. */
export function Curtain() {
  const { ended, hmm } = roomWords().mishaps;
  const { path } = usePlace();
  const why = useEnding() ?? ended.why;
  const suspicion = suspicionOf(useEndReason());
  return (
    <Modal class="curtain" title={suspicion ? hmm.about[suspicion].heading : ended.title}>
      {suspicion ? <Lantern /> : <ClosedDoors />}
      {suspicion ? <Findings about={suspicion} /> : <p class="lead">{why}</p>}
      <div class="curtain-way">
        <p>{ended.kept}</p>
        <SignInForm search={`?next=${encodeURIComponent(path)}`} />
      </div>
    </Modal>
  );
}
