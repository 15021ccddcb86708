const ROWS = ["first", "second", "third", "fourth"];

/** The shape of what is coming, so that nothing moves when it comes. */
export function HistorySkeleton() {
  return (
    <div class="day day-coming" aria-hidden="true">
      <p class="bone-title">
        <span class="bone bone-short" />
      </p>
      <ol class="events">
        {ROWS.map((row) => (
          <li key={row} class="event">
            <span class="event-icon" />
            <div class="event-what">
              <p class="event-title">
                <span class="bone bone-short" />
              </p>
              <p class="event-from">
                <span class="bone" />
              </p>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
