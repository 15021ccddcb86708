export const service = {
  chip: {
    ok: "All systems work",
    mail: "Mail may be late",
    slow: "Slower than usual",
    down: "Out of order",
    unknown: "State of the service",
  },

  sending: {
    held: "Waiting for the service. Sent as soon as it is back.",
    heldOffline: "Waiting for your connection. Sent as soon as you are online.",
    waiting: "Waiting…",
    callOff: "Don’t send",
    calledOff: "Not sent. Nothing is lost.",
    long: "This takes longer than usual.",
  },
};
