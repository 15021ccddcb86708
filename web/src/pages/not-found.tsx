import { Page } from "../components/page.tsx";
import { words } from "../words/words.ts";

export function NotFoundPage() {
  const { title, lead, back } = words().shell.notFound;
  return (
    <Page title={title} lead={lead}>
      <p class="actions">
        <a class="button" href="/">
          {back}
        </a>
      </p>
    </Page>
  );
}
