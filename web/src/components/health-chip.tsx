import { useHealth } from "../health.ts";
import { kindOfHealth } from "../trouble.ts";
import { words } from "../words/words.ts";
import { StateMark } from "./state-mark.tsx";

/** How the service is, in three words that lead to the others. */
export function HealthChip() {
  const { chip } = words().service;
  const health = useHealth();
  const kind = health && (kindOfHealth(health) ?? "ok");
  return (
    <p>
      <a class="chip" href="/status">
        <StateMark state={markOf(kind)} />
        {kind === null ? chip.unknown : chip[kind]}
      </a>
    </p>
  );
}

function markOf(kind: "ok" | "down" | "mail" | "slow" | null) {
  if (kind === null) return "unknown";
  return kind === "ok" || kind === "down" ? kind : "degraded";
}
