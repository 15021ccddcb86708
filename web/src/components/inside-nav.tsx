import { usePlace } from "../router.ts";
import type { PagePath } from "../routes.ts";
import { words } from "../words/words.ts";

/** The rooms of the account. */
export function InsideNav() {
  const { inside } = words().shell;
  const { path } = usePlace();
  const rooms: [PagePath, string][] = [
    ["/account", inside.account],
    ["/account/sessions", inside.devices],
    ["/account/activity", inside.activity],
    ["/account/data", inside.data],
  ];
  return (
    <nav class="rooms" aria-label={inside.nav}>
      <ul>
        {rooms.map(([to, label]) => (
          <li key={to}>
            <a href={to} aria-current={path === to ? "page" : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
