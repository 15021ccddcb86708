import { client } from "../auth.ts";
import { Field } from "../components/field.tsx";
import { FormBox } from "../components/form-box.tsx";
import { NewPasswordField } from "../components/new-password-field.tsx";
import { Page } from "../components/page.tsx";
import { useForm } from "../form.ts";
import { mailSentTo } from "../mail-sent.ts";
import { rememberAddress, typedAddress } from "../typed-address.ts";
import { words } from "../words/words.ts";

export function SignUpPage() {
  const form = useForm({
    fields: ["email", "password", "name", "username"],
    check: (read) => ({
      email: read("email").includes("@") ? undefined : words().errors.missing.email,
      password: read("password") ? undefined : words().errors.missing.newPassword,
    }),
    async send(read) {
      const email = read("email").trim();
      const [name, username] = [read("name").trim(), read("username").trim()];
      await client.signUp({
        email,
        password: read("password"),
        ...(name && { name }),
        ...(username && { username }),
      });
      mailSentTo(email);
    },
    fieldFor: { username_taken: "username" },
  });
  const { signUp, fields } = words().waysIn;
  return (
    <Page title={signUp.title} lead={signUp.lead(<a href="/sign-in">{words().shell.signIn}</a>)}>
      <FormBox form={form} submit={signUp.submit} busy={signUp.busy}>
        <Field
          form={form}
          name="email"
          label={fields.email}
          autoComplete="email"
          input={{
            type: "email",
            inputMode: "email",
            defaultValue: typedAddress(),
            onInput: (event) => rememberAddress(event.currentTarget.value),
          }}
        />
        <NewPasswordField
          form={form}
          name="password"
          label={fields.password}
          email={() => form.typed("email")}
        />
        <div class="pair">
          <Field form={form} name="name" label={fields.name} autoComplete="name" optional />
          <Field
            form={form}
            name="username"
            label={fields.username}
            autoComplete="username"
            optional
            input={{ autoCapitalize: "none", spellcheck: false }}
          />
        </div>
      </FormBox>
    </Page>
  );
}
