import { useHealth } from "../health.ts";

/** How the service is, while that is worth a word. */
export function HealthLine() {
  return (
    <p class="status status-health" role="status">
      {useHealth()}
    </p>
  );
}
