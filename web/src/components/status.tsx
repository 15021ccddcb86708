import { useEffect, useRef } from "preact/hooks";
import { useStatus } from "../status.ts";

export function Status() {
  const element = useRef<HTMLParagraphElement>(null);
  const text = useStatus();
  useEffect(() => {
    // What is said far above the button that was pressed would go unseen.
    if (text) element.current?.scrollIntoView({ block: "nearest" });
  }, [text]);
  return (
    <p ref={element} class="status" role="status">
      {text}
    </p>
  );
}
