import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

export interface PageProps {
  /** Of the document; a new one is a new page to those who can't see it. */
  title: string;
  heading?: ComponentChildren;
  lead?: ComponentChildren;
  children?: ComponentChildren;
}

/** The browser itself puts the focus right for the first page of a visit. */
let arrived = false;

/** A page with its one heading, which takes the focus when the page changes. */
export function Page({ title, heading = title, lead, children }: PageProps) {
  const element = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title === "Genkan" ? title : `${title} · Genkan`;
    if (arrived) element.current?.focus({ preventScroll: true });
    arrived = true;
  }, [title]);
  return (
    <article class="page">
      <h1 ref={element} tabIndex={-1}>
        {heading}
      </h1>
      {lead && <p class="lead">{lead}</p>}
      {children}
    </article>
  );
}
