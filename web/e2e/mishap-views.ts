import type { Page } from "@playwright/test";
import { breakDevices, endSession } from "./mishap.ts";
import { at, type PageView } from "./page-view.ts";
import { arriveSignedIn, type Person } from "./person.ts";

/** Somebody's session that is ended for this reason, on the account page. */
function ended(name: string, reason: string, heading: string): PageView {
  return {
    name,
    async open(page: Page, member: Person) {
      const end = await endSession(page, member, reason);
      await end();
      await page.getByRole("dialog", { name: heading }).waitFor();
    },
  };
}

/** What went wrong, and whose fault it was. */
export const MISHAP_VIEWS: PageView[] = [
  at("session-ended", "/session-ended"),
  at("hmm", "/hmm"),
  at("hmm-reuse", "/hmm?about=reuse"),
  at("hmm-disowned", "/hmm?about=disowned"),
  at("hmm-disabled", "/hmm?about=account_disabled"),
  at("hmm-foreign", "/hmm?about=csrf_rejected"),
  at("oops", "/oops?request=req_0123456789abcdefghijkl"),
  ended("account-ended-reuse", "reuse", "Hmm. One key, two hands."),
  ended("account-ended-disowned", "disowned", "Hmm. Somebody said this wasn’t them."),
  {
    name: "devices-oops",
    async open(page, { email, password }) {
      await breakDevices(page);
      await arriveSignedIn(page, email, password);
      await page.getByRole("link", { name: "Devices" }).click();
      await page.getByRole("heading", { name: "Oops. That was us." }).waitFor();
    },
  },
];
