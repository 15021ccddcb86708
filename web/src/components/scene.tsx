/** An entrance hall. Its doors stand ajar for visitors and open for those who are in, shoes on the stone. */
export function Scene({ inside }: { inside: boolean }) {
  return (
    <div class={inside ? "scene scene-open" : "scene"} aria-hidden="true">
      <div class="scene-frame">
        <div class="scene-garden" />
        <div class="scene-room" />
        <div class="scene-door scene-door-left" />
        <div class="scene-door scene-door-right" />
      </div>
      <div class="scene-lintel" />
      <div class="scene-floor">
        <div class="scene-step" />
        <div class="scene-stone">
          <span class="scene-shoe" />
          <span class="scene-shoe" />
        </div>
      </div>
    </div>
  );
}
