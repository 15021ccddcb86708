import type { ComponentChildren } from "preact";

export interface NoticeProps {
  tone?: "calm" | "wrong";
  children: ComponentChildren;
}

export function Notice({ tone = "calm", children }: NoticeProps) {
  return (
    <div class={`notice notice-${tone}`} role={tone === "wrong" ? "alert" : undefined}>
      {children}
    </div>
  );
}
