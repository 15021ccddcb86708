import { useState } from "preact/hooks";
import type { ProfileChange, User } from "../../client/types.ts";
import { client } from "../auth.ts";
import { useForm } from "../form.ts";
import { roomWords, words } from "../words/words.ts";
import { Field } from "./field.tsx";
import { FormBox } from "./form-box.tsx";

export function ProfileForm({ user }: { user: User }) {
  const { waysIn } = words();
  const { account } = roomWords();
  const [saved, setSaved] = useState(false);
  const form = useForm({
    fields: ["name", "username"],
    check: (read) => ({
      username: user.username && !read("username").trim() ? words().errors.missing.username : undefined,
    }),
    async send(read) {
      setSaved(false);
      const change = changeOf(user, read("name").trim(), read("username").trim());
      if (Object.keys(change).length > 0) await client.updateMe(change);
      setSaved(true);
    },
    fieldFor: { username_taken: "username" },
  });
  return (
    <FormBox form={form} submit={account.save} busy={account.saving} done={saved && account.saved}>
      <Field
        form={form}
        name="name"
        label={waysIn.fields.name}
        autoComplete="name"
        optional
        input={{ defaultValue: user.name ?? "" }}
      />
      <Field
        form={form}
        name="username"
        label={waysIn.fields.username}
        autoComplete="username"
        hint={waysIn.fields.usernameHint}
        optional={user.username === null}
        input={{ defaultValue: user.username ?? "", autoCapitalize: "none", spellcheck: false }}
      />
    </FormBox>
  );
}

function changeOf(user: User, name: string, username: string): ProfileChange {
  const change: ProfileChange = {};
  if (name !== (user.name ?? "")) change.name = name;
  if (username && username !== user.username) change.username = username;
  return change;
}
