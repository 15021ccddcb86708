import { client } from "../auth.ts";
import { Field } from "../components/field.tsx";
import { FormBox } from "../components/form-box.tsx";
import { NewPasswordField } from "../components/new-password-field.tsx";
import { Page } from "../components/page.tsx";
import { useForm } from "../form.ts";
import { mailSentTo } from "../mail-sent.ts";

export function SignUpPage() {
  const form = useForm({
    fields: ["email", "password", "name", "username"],
    check: (read) => ({
      email: read("email").includes("@") ? undefined : "Enter your email address.",
      password: read("password") ? undefined : "Choose a password.",
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
  return (
    <Page
      title="Create an account"
      lead={
        <>
          Been here before? <a href="/sign-in">Sign in</a>.
        </>
      }
    >
      <FormBox form={form} submit="Create account" busy="Creating…">
        <Field
          form={form}
          name="email"
          label="Email"
          autoComplete="email"
          input={{ type: "email", inputMode: "email" }}
        />
        <NewPasswordField form={form} name="password" label="Password" email={() => form.typed("email")} />
        <div class="pair">
          <Field form={form} name="name" label="Name" autoComplete="name" optional />
          <Field
            form={form}
            name="username"
            label="Username"
            autoComplete="username"
            optional
            input={{ autoCapitalize: "none", spellcheck: false }}
          />
        </div>
      </FormBox>
    </Page>
  );
}
