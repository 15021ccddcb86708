import { type APIRequestContext, expect } from "@playwright/test";

interface Mail {
  subject: string;
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

export function confirmLink(mail: Mail): string {
  const link = mail.links.find((each) => each.includes("/confirm#token="));
  if (!link) throw new Error(`no link to confirm in “${mail.subject}”`);
  return link;
}

export function codeIn(mail: Mail): string {
  if (!mail.code) throw new Error(`no code in “${mail.subject}”`);
  return mail.code;
}
