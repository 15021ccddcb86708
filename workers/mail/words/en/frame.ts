import type { Content } from "../../content.ts";

/** Why a mail comes, around the address of the service. */
const because: Record<Content["reason"], (app: string) => { before: string; after: string }> = {
  entered: (app) => ({ before: `Sent by ${app} because this address was entered at `, after: "." }),
  account: (app) => ({ before: `Sent by ${app} because this address belongs to an account at `, after: "." }),
  former_account: (app) => ({
    before: `Sent by ${app} because this address belonged to an account at `,
    after: ".",
  }),
};

/** What is around every mail. */
export const frame = {
  because,
  buttonFails: "If the button doesn’t work, open this address:",
  /** Between a label and what it labels. */
  colon: ": ",
};
