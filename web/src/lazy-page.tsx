import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Page } from "./components/page.tsx";

/** A page with a script of its own, fetched when somebody first goes there. */
export function lazyPage(load: () => Promise<ComponentType>): ComponentType {
  let Loaded: ComponentType | null = null;

  return function LazyPage() {
    const [state, setState] = useState(Loaded ? "there" : "coming");
    useEffect(() => {
      if (Loaded) return;
      load().then(
        (page) => {
          Loaded = page;
          setState("there");
        },
        () => setState("missing"),
      );
    }, []);
    if (state === "missing") return <Missing />;
    return Loaded && <Loaded />;
  };
}

/** No network, or a newer release has other scripts: a reload asks for those. */
function Missing() {
  return (
    <Page
      title="This page didn’t arrive"
      lead="We can’t reach the server, or it has something newer for you. Check your connection and try again."
    >
      <p class="actions">
        <button type="button" class="button" onClick={() => location.reload()}>
          Try again
        </button>
      </p>
    </Page>
  );
}
