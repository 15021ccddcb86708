import type { ComponentChildren } from "preact";

export const trouble = {
  /** At the entrance, for as long as it is so. */
  slip: {
    offline: "You are offline",
    unreachable: "The service doesn’t answer",
    down: "The service is out of order",
    mail: "Mail and codes may be late",
    slow: "Slower than usual",
  },
  onlineAgain: "You are online again.",
  newTab: " (in a new tab)",

  outage: {
    titles: { down: "The service is out of order", unreachable: "We can’t reach the service" },
    why: {
      down: "Something that it needs doesn’t answer, so nobody can sign in or save anything just now. It isn’t you.",
      unreachable: "Nothing answers. It may be the service, or the connection between here and there.",
    },
    kept: "Nothing you typed is lost. What you send now waits here and goes by itself. We keep watch and tell you when it is back.",
    since: (time: ComponentChildren, lasted: ComponentChildren) => (
      <>
        Since {time}, for {lasted}
      </>
    ),
    status: "See what we know",
    goOn: "Go on meanwhile",
  },
  over: {
    title: "It’s back",
    lead: "The service works again. Go on where you were: what was waiting is on its way.",
    goOn: "Go on",
  },
};
