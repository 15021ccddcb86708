import type { ComponentChildren } from "preact";
import type { Session } from "../../client/types.ts";
import { isProgram, placeName, programOf } from "../device.ts";
import { dateAndTime, shortDateAndTime } from "../format.ts";
import { roomWords } from "../words/words.ts";

/** From where and since when. */
export function SessionFacts({ session }: { session: Session }) {
  const { sessions: w, devices } = roomWords();
  const { device, location, ip, createdAt, method } = session;
  const program = isProgram(device) ? null : programOf(device);
  return (
    <dl class="facts session-facts">
      {program && <Fact label={w.browser}>{program}</Fact>}
      <Fact label={w.place}>{placeName(location)}</Fact>
      <Fact label={w.address}>{ip ?? devices.unknownAddress}</Fact>
      <Fact label={w.begun}>
        <time dateTime={createdAt} title={dateAndTime(createdAt)}>
          {shortDateAndTime(createdAt)}
        </time>
        <br />
        {w.methods[method] ?? w.otherMethod}
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
