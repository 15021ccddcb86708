import { useEnding } from "../ending.ts";
import { usePlace } from "../router.ts";
import { words } from "../words/words.ts";
import { Modal } from "./modal.tsx";
import { SignInForm } from "./sign-in-form.tsx";

/** Falls over a page whose session has ended. It can't be dismissed: there is nothing to be seen behind it any more. */
export function Curtain() {
  const { ended } = words().shell;
  const { path } = usePlace();
  const why = useEnding() ?? ended.why;
  return (
    <Modal class="curtain" title={ended.title}>
      <p class="lead">{why}</p>
      <p>{ended.kept}</p>
      <SignInForm search={`?next=${encodeURIComponent(path)}`} />
    </Modal>
  );
}
