import { useState } from "preact/hooks";
import { Oops } from "../components/oops.tsx";
import { faultHere } from "../fault.ts";
import { follow, nextPlace, usePlace } from "../router.ts";

/** For whoever is sent here, with `?request=` for what failed and `?next=` for where to try again. */
export function OopsPage() {
  const { search } = usePlace();
  const [fault] = useState(() => faultHere(search));
  return <Oops fault={fault} again={() => follow(nextPlace(search))} />;
}
