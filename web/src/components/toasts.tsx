import { useEffect, useState } from "preact/hooks";
import { dismissToast, TOAST_MS, type Toast, useToasts } from "../toast.ts";
import { words } from "../words/words.ts";

/** What has just happened, over the page. The region is there from the start: one that comes with its words isn't read out. */
export function Toasts() {
  const { shell } = words();
  return (
    <section class="toasts" aria-label={shell.notices}>
      <div role="status">
        <ol>
          {useToasts().map((toast) => (
            <ToastItem key={toast.id} {...toast} />
          ))}
        </ol>
      </div>
    </section>
  );
}

function ToastItem({ id, text, tone }: Toast) {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    // Whoever points at it or has the focus in it is still reading (WCAG 2.2.1).
    if (isHeld || tone === "wrong") return;
    const timer = setTimeout(() => dismissToast(id), TOAST_MS);
    return () => clearTimeout(timer);
  }, [id, tone, isHeld]);
  return (
    <li
      class={`toast toast-${tone}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <p>{text}</p>
      <button type="button" class="toast-close" onClick={() => dismissToast(id)}>
        <span aria-hidden="true">×</span>
        <span class="unseen">{words().shell.dismiss}</span>
      </button>
    </li>
  );
}
