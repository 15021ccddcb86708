import { Page } from "../components/page.tsx";

export function NotFoundPage() {
  return (
    <Page
      title="Nobody lives here"
      lead="There is no page at this address. Perhaps it moved, or a letter got lost."
    >
      <p class="actions">
        <a class="button" href="/">
          Back to the entrance
        </a>
      </p>
    </Page>
  );
}
