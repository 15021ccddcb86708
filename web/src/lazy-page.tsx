import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Page } from "./components/page.tsx";
import { loadRoomWords, words } from "./words/words.ts";

export type LazyPage<P> = ComponentType<P> & {
  /** Fetches the script and its words; again after a failure. */
  load(): Promise<unknown>;
};

/** A page with a script of its own, fetched when somebody first goes there. */
export function lazyPage<P = object>(fetchIt: () => Promise<ComponentType<P>>): LazyPage<P> {
  let Loaded: ComponentType<P> | null = null;

  async function load(): Promise<void> {
    const [page] = await Promise.all([fetchIt(), loadRoomWords()]);
    Loaded = page;
  }

  function LazyPage(props: P & JSX.IntrinsicAttributes) {
    const [state, setState] = useState(Loaded ? "there" : "coming");
    useEffect(() => {
      if (!Loaded)
        load().then(
          () => setState("there"),
          () => setState("missing"),
        );
    }, []);
    if (state === "missing") return <Missing />;
    return Loaded ? <Loaded {...props} /> : <Coming />;
  }

  return Object.assign(LazyPage, { load });
}

/** Nothing at first: most pages are there before anybody could read a word about it. */
function Coming() {
  return (
    <p class="coming" role="status">
      {words().shell.oneMoment}
    </p>
  );
}

/** No network, or a newer release has other scripts: a reload asks for those. */
function Missing() {
  return (
    <Page {...words().shell.missing}>
      <p class="actions">
        <button type="button" class="button" onClick={() => location.reload()}>
          {words().shell.tryAgain}
        </button>
      </p>
    </Page>
  );
}
