import type { ComponentChildren } from "preact";

export const home = {
  heading: "Every house begins with an entrance.",
  lead: "In Japan it is the genkan: you arrive, you are greeted, you leave your shoes, you are in. This is that room for your app. It signs people up, lets them in and remembers them, from one Worker that is yours.",
  signUp: "Create an account",
  virtues: [
    {
      name: "Yours",
      what: "It runs in your own Cloudflare account, on your own database. Nothing is rented.",
    },
    {
      name: "Careful",
      what: "Passwords are hashed with Argon2id; leaked ones are refused. No script can read a token.",
    },
    {
      name: "Awake",
      what: "Every device sees at once who is here, and whom you have shown the door.",
    },
  ],
  plain: {
    name: "Plain",
    what: (reference: ComponentChildren) => <>One JSON API, and this page has no other door. {reference}.</>,
    reference: "Read how it works",
  },
  welcome: "Welcome in.",
  welcomeYou: (name: string) => `Welcome in, ${name}.`,
  inside: (email: ComponentChildren | null) =>
    email ? (
      <>You are signed in as {email}. The doors stay open in every tab until you leave.</>
    ) : (
      <>You are signed in. The doors stay open in every tab until you leave.</>
    ),
};
