import type { Words } from "../words.ts";

export const frame: Words["frame"] = {
  because: {
    entered: (app) => ({
      before: `Gesendet von ${app}, weil diese Adresse bei `,
      after: " eingegeben wurde.",
    }),
    account: (app) => ({
      before: `Gesendet von ${app}, weil diese Adresse zu einem Konto bei `,
      after: " gehört.",
    }),
    former_account: (app) => ({
      before: `Gesendet von ${app}, weil diese Adresse zu einem Konto bei `,
      after: " gehört hat.",
    }),
  },
  buttonFails: "Wenn der Knopf nicht funktioniert, öffne diese Adresse:",
  colon: ": ",
};
