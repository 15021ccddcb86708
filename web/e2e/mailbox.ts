import { type APIRequestContext, expect } from "@playwright/test";
import type { PagePath } from "../src/routes.ts";

interface Mail {
  subject: string;
  html: string;
  links: string[];
  code: string | null;
}

/** All mail to an address, newest first. */
async function mailTo(request: APIRequestContext, to: string): Promise<Mail[]> {
  const answer = await request.get("/__dev/mail", { params: { to } });
  const { messages }: { messages: Mail[] } = await answer.json();
  return messages;
}

/** Waits for the newest of `count` mails: they leave behind the answer that promises them. */
export async function newestMail(request: APIRequestContext, to: string, count = 1): Promise<Mail> {
  await expect.poll(async () => (await mailTo(request, to)).length).toBe(count);
  const [newest] = await mailTo(request, to);
  if (!newest) throw new Error(`no mail to ${to}`);
  return newest;
}

/** Waits for a mail or message of which this is true, and gives the newest such. */
export async function mailWith(
  request: APIRequestContext,
  to: string,
  isIt: (mail: Mail) => boolean,
): Promise<Mail> {
  let found: Mail | undefined;
  await expect
    .poll(async () => {
      found = (await mailTo(request, to)).find(isIt);
      return found !== undefined;
    })
    .toBe(true);
  if (!found) throw new Error(`no such mail to ${to}`);
  return found;
}

/** The newest mailed link to a page. */
export async function linkTo(request: APIRequestContext, to: string, page: PagePath): Promise<string> {
  const leadsThere = (link: string) => new URL(link).pathname === page;
  const { links } = await mailWith(request, to, (mail) => mail.links.some(leadsThere));
  return links.find(leadsThere) ?? "";
}

/** The newest code for something; of messages, which have no subject, the newest code. */
export async function codeFor(request: APIRequestContext, to: string, subject = ""): Promise<string> {
  const mail = await mailWith(request, to, (each) => each.code !== null && each.subject.includes(subject));
  return codeIn(mail);
}

export async function subjectsTo(request: APIRequestContext, to: string): Promise<string[]> {
  return (await mailTo(request, to)).map(({ subject }) => subject);
}

export function confirmLink(mail: Mail): string {
  const link = mail.links.find((each) => each.includes("/confirm#token="));
  if (!link) throw new Error(`no link to confirm in “${mail.subject}”`);
  return link;
}

export function codeIn(mail: Mail): string {
  if (!mail.code) throw new Error(`no code in “${mail.subject}”`);
  return mail.code;
}
