/** The shape of what is coming, so that nothing moves when it comes. */
export function SessionSkeleton() {
  return (
    <div class="session session-this" aria-hidden="true">
      <span class="device-drawing bone" />
      <div class="session-title">
        <p class="bone-title">
          <span class="bone" />
        </p>
        <p class="presence">
          <span>
            <span class="bone bone-short" />
          </span>
        </p>
      </div>
      <dl class="facts session-facts">
        {["place", "address", "begun"].map((fact) => (
          <div key={fact}>
            <dt>
              <span class="bone bone-short" />
            </dt>
            <dd>
              <span class="bone" />
              {fact === "begun" && (
                <>
                  <br />
                  <span class="bone" />
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p class="session-acts">
        <span class="button button-quiet button-small bone-button" />
      </p>
    </div>
  );
}
