import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { hasCode } from "../../client/error.ts";
import { useAuth } from "../auth.ts";
import { type Form, type FormOptions, useForm } from "../form.ts";
import { takeToken } from "../mailed-token.ts";
import { nameOf } from "../person.ts";
import { roomWords } from "../words/words.ts";
import { FormBox } from "./form-box.tsx";
import { Page } from "./page.tsx";

export interface MailedLinkProps<Name extends string> {
  title: string;
  lead: string;
  submit: string;
  busy: string;
  /** Signs in to the account of the link: whoever is signed in to another is asked first. */
  signsIn?: boolean;
  /** What is to be entered besides. */
  entry?: Pick<FormOptions<Name>, "fields" | "check"> & { of(form: Form<Name>): ComponentChildren };
  use(token: string, read: (name: Name) => string): Promise<unknown>;
  /** The page that says what has happened; without one, `use` leads somewhere else. */
  done?: ComponentChildren;
  /** What a link that is used up may mean here. */
  spent: string;
  /** Where to go from a link that doesn't work. */
  ways: ComponentChildren;
}

/** The page of a mailed link: it says what the link does and asks for a click, because programs open links too. */
export function MailedLink<Name extends string = never>(props: MailedLinkProps<Name>) {
  const [token, setToken] = useState(takeToken);
  useEffect(() => {
    // A link pasted into a page that is already open changes nothing but the fragment.
    const take = () => setToken((known) => takeToken() ?? known);
    addEventListener("hashchange", take);
    return () => removeEventListener("hashchange", take);
  }, []);
  return token ? <Ready key={token} token={token} {...props} /> : <Broken ways={props.ways} />;
}

function Ready<Name extends string>(props: MailedLinkProps<Name> & { token: string }) {
  const { token, title, lead, submit, busy, signsIn, entry, use, done, spent, ways } = props;
  const [used, setUsed] = useState(false);
  const form = useForm<Name>({
    fields: entry?.fields ?? [],
    check: entry?.check ?? (() => ({})),
    async send(read) {
      await use(token, read);
      setUsed(true);
    },
  });
  if (used && done) return done;
  if (hasCode(form.failure, "token_spent")) return <Spent lead={spent} ways={ways} />;
  if (hasCode(form.failure, "invalid_token")) return <Broken ways={ways} />;
  return (
    <Page title={title} lead={lead}>
      {signsIn && !form.busy && <Switch />}
      <FormBox form={form} submit={submit} busy={busy}>
        {entry?.of(form)}
      </FormBox>
    </Page>
  );
}

function Switch() {
  const { state } = useAuth();
  if (state.status !== "signed_in") return null;
  const { links } = roomWords();
  return (
    <p>{links.otherAccount(<strong>{nameOf(state.user)}</strong>, <a href="/account">{links.stay}</a>)}</p>
  );
}

function Spent({ lead, ways }: { lead: string; ways: ComponentChildren }) {
  return (
    <Page title={roomWords().links.spentTitle} lead={roomWords().links.spentLead(lead)}>
      <p class="actions">{ways}</p>
    </Page>
  );
}

function Broken({ ways }: { ways: ComponentChildren }) {
  return (
    <Page title={roomWords().links.brokenTitle} lead={roomWords().links.brokenLead}>
      <p class="actions">{ways}</p>
    </Page>
  );
}
