// What the developer's mailbox can do only with script: copy a code, and tell of messages that came while one was away.

const COPIED_MS = 2_000;

for (const code of document.querySelectorAll<HTMLElement>(".message .code")) code.append(copyButton(code));

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") void tellNews();
});

function copyButton(code: HTMLElement): HTMLButtonElement {
  const digits = code.querySelector("code")?.textContent ?? "";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(digits);
    button.textContent = "Copied";
    say(`${digits} is copied.`);
    setTimeout(() => {
      button.textContent = "Copy";
    }, COPIED_MS);
  });
  return button;
}

async function tellNews(): Promise<void> {
  const { search, pathname } = window.location;
  const to = new URLSearchParams(search).get("to") ?? "";
  const filter = to === "" ? "" : `?${new URLSearchParams({ to })}`;
  const answer = await fetch(`/__dev/mail${filter}`).catch(() => null);
  if (!answer?.ok) return;
  const { messages }: { messages: { id: string }[] } = await answer.json();
  const newest = messages[0]?.id ?? "";
  if (newest === document.querySelector("main")?.dataset.newest) return;
  const link = document.createElement("a");
  link.href = `${pathname}${filter}`;
  link.textContent = "Show it as it is now";
  say("The mailbox has changed. ", link);
}

function say(...words: (string | Node)[]): void {
  document.querySelector(".news")?.replaceChildren(...words);
}
