import type { ComponentChildren } from "preact";
import { useErrorBoundary } from "preact/hooks";
import { faultOf } from "../fault.ts";
import { lazyPage } from "../lazy-page.tsx";

const Oops = lazyPage(async () => (await import("./oops.tsx")).Oops);

/** A page that can't be drawn gives way to words about it; all around it goes on. */
export function ErrorBoundary({ children }: { children: ComponentChildren }) {
  const [error, reset] = useErrorBoundary((cause) => console.error(cause));
  if (error === undefined) return children;
  return <Oops fault={faultOf(error)} again={reset} />;
}
