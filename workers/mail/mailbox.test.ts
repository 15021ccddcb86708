import { describe, expect, it } from "vitest";
import { SECOND } from "../shared/time.ts";
import { letter, PHONE, START, setUp } from "../testing/outbox-set-up.ts";
import { createDevMailer, createDevSmsSender } from "./dev-mailer.ts";

describe("the developer's mailbox", () => {
  async function filled() {
    const box = setUp({ mailer: createDevMailer() });
    const first = await box.post("ada@example.com");
    await box.outbox.deliver(first);
    box.pass(SECOND);
    const second = await box.post("grace@example.com");
    return { ...box, first, second };
  }

  it("shows sent and waiting mail, newest first, with links and code", async () => {
    const { outbox, first, second } = await filled();
    const messages = await outbox.mailbox();
    expect(messages.map((message) => message.id)).toEqual([second, first]);
    expect(messages[1]).toMatchObject({
      channel: "email",
      to: "ada@example.com",
      subject: "Confirm your email address for Genkan",
      links: [letter.link],
      code: letter.code,
      createdAt: START.toISOString(),
    });
  });

  it("shows one recipient's mail on request, in any case", async () => {
    const { outbox, first } = await filled();
    expect((await outbox.mailbox("Ada@Example.com")).map((message) => message.id)).toEqual([first]);
  });

  it("keeps an SMS too, with its code and without subject and HTML", async () => {
    const { outbox, text } = setUp({ smsSender: createDevSmsSender() });
    await outbox.deliver(await text());
    expect(await outbox.mailbox()).toMatchObject([
      { channel: "sms", to: PHONE, subject: "", html: "", links: [], code: "731042" },
    ]);
  });

  it.each([PHONE, " 81312345678", "+81 3-1234-5678"])("shows one number's SMS for %j", async (to) => {
    const { outbox, post, text } = setUp({ mailer: createDevMailer() });
    const mine = await text();
    await text("+81312345679");
    await post();
    expect((await outbox.mailbox(to)).map((message) => message.id)).toEqual([mine]);
  });

  it("takes a bare + of an address, which a query turns into a blank", async () => {
    const { outbox, post } = setUp({ mailer: createDevMailer() });
    const id = await post("ada+tea@example.com");
    expect((await outbox.mailbox("ada tea@example.com")).map((message) => message.id)).toEqual([id]);
  });

  it("leaves out what it can't read", async () => {
    const { outbox, rows, first, second } = await filled();
    const row = rows.get(second);
    if (row) row.payload = "garbage";
    expect((await outbox.mailbox()).map((message) => message.id)).toEqual([first]);
  });

  it("can be emptied", async () => {
    const { outbox } = await filled();
    await outbox.clear();
    expect(await outbox.mailbox()).toEqual([]);
  });
});
