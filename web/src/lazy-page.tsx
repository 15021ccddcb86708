import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Page } from "./components/page.tsx";
import { whenOpen } from "./health.ts";
import { askStatus } from "./service-status.ts";
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

    function come(): Promise<void> {
      return load().then(
        () => setState("there"),
        () => setState("missing"),
      );
    }

    async function comeAfterAll(): Promise<void> {
      await styleAnew();
      await come();
      // Somebody answers, only not with this script: a newer release has others, and this page doesn't know them.
      if (!Loaded && (await askStatus()) !== "silence") location.reload();
    }

    useEffect(() => {
      // Asked for even so: it may have arrived between the drawing and this effect.
      void come();
    }, []);
    if (state === "missing") return <Missing again={comeAfterAll} />;
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

/** No network, or a newer release. Once the network is back it comes by itself. */
function Missing({ again }: { again: () => Promise<void> }) {
  const { shell } = words();
  const [busy, setBusy] = useState(false);

  async function run(): Promise<void> {
    setBusy(true);
    await again();
    setBusy(false);
  }

  useEffect(() => whenOpen(again), []);
  return (
    <Page {...shell.missing}>
      <p class="actions">
        <button type="button" class="button" aria-busy={busy} onClick={run}>
          {busy ? shell.oneMoment : shell.tryAgain}
        </button>
      </p>
    </Page>
  );
}

/** The style of a page is asked for once only, whether it came or not. */
async function styleAnew(): Promise<void> {
  const links = document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]");
  const missing = [...links].filter(({ sheet }) => !hasRules(sheet));
  await Promise.all(missing.map(fetchAnew));
}

/** What didn't arrive is null, empty, or may not be read: browsers differ. */
function hasRules(sheet: CSSStyleSheet | null): boolean {
  try {
    return Boolean(sheet?.cssRules.length);
  } catch {
    return false;
  }
}

function fetchAnew(link: HTMLLinkElement): Promise<unknown> {
  const anew = document.createElement("link");
  anew.rel = "stylesheet";
  anew.href = link.href;
  return new Promise((resolve) => {
    anew.onload = anew.onerror = resolve;
    link.replaceWith(anew);
  });
}
