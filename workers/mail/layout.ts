import type { Block, Content, Fact, Product } from "./content.ts";
import { type Html, html } from "./html.ts";

// Mail programs drop stylesheets as they please, so the light look is inline and the dark one lies on top of it.
// Nothing is loaded from anywhere: no image, no font, no tracking.
const FONT = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const MONO = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace";
const STYLE = {
  page: "margin:0;padding:0;background-color:#f4f4f5;-webkit-text-size-adjust:100%",
  frame: "padding:32px 16px",
  card: "max-width:560px;width:100%;background-color:#ffffff;border-radius:12px",
  inside: `padding:32px;${FONT};font-size:16px;line-height:1.5;color:#18181b`,
  brand: "margin:0 0 24px;font-size:14px;font-weight:600;color:#52525b",
  heading: "margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:600;color:#18181b",
  paragraph: "margin:0 0 16px;color:#18181b",
  facts: "margin:0 0 16px;padding:12px 16px;border-left:4px solid #d4d4d8;color:#18181b",
  note: "margin:0 0 16px;font-size:14px;color:#52525b",
  buttonCell: "border-radius:8px;background-color:#1d4ed8",
  button:
    "display:inline-block;padding:12px 24px;border-radius:8px;background-color:#1d4ed8;" +
    `color:#ffffff;${FONT};font-size:16px;font-weight:600;text-decoration:none`,
  url: "margin:16px 0;font-size:14px;color:#52525b",
  link: "color:#1d4ed8;text-decoration:underline;word-break:break-all",
  code:
    "margin:0 0 16px;padding:16px 0 16px 8px;border-radius:8px;background-color:#f4f4f5;text-align:center;" +
    `${MONO};font-size:32px;line-height:1.2;font-weight:700;letter-spacing:8px;color:#18181b`,
  footer: `max-width:560px;padding:16px 32px;${FONT};font-size:13px;line-height:1.5;color:#52525b`,
  hidden: "display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;mso-hide:all",
} as const;

const BREAK: Html = { markup: "<br>" };

const DARK = `:root { color-scheme: light dark; supported-color-schemes: light dark; }
      @media (prefers-color-scheme: dark) {
        .page { background-color: #111113 !important; }
        .card { background-color: #1c1c1f !important; }
        .code { background-color: #2a2a2e !important; }
        .strong { color: #f4f4f5 !important; }
        .soft { color: #b4b4bb !important; }
        .button { background-color: #9db8ff !important; color: #0b1020 !important; }
        .link { color: #9db8ff !important; }
      }`;

const BECAUSE = {
  entered: "this address was entered at",
  account: "this address belongs to an account at",
  former_account: "this address belonged to an account at",
} as const satisfies Record<Content["reason"], string>;

export function layoutHtml(
  { subject, preheader, heading, blocks, reason }: Content,
  { appName, appUrl }: Product,
): string {
  return html`<!doctype html>
<html lang="en" dir="ltr">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="supported-color-schemes" content="light dark">
    <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
    <meta name="x-apple-disable-message-reformatting">
    <title>${subject}</title>
    <style>
      ${{ markup: DARK }}
    </style>
  </head>
  <body class="page" style="${STYLE.page}">
    <div style="${STYLE.hidden}">${preheader}</div>
    <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0">
      <tr>
        <td align="center" style="${STYLE.frame}">
          <table role="presentation" class="card" cellpadding="0" cellspacing="0" border="0" style="${STYLE.card}">
            <tr>
              <td class="strong" style="${STYLE.inside}">
                <p class="soft" style="${STYLE.brand}">${appName}</p>
                <h1 class="strong" style="${STYLE.heading}">${heading}</h1>
                ${blocks.map(htmlOf)}
              </td>
            </tr>
          </table>
          <table role="presentation" cellpadding="0" cellspacing="0" border="0">
            <tr>
              <td class="soft" align="center" style="${STYLE.footer}">
                Sent by ${appName} because ${BECAUSE[reason]}
                <a class="link" href="${appUrl}" style="${STYLE.link}">${appUrl}</a>.
              </td>
            </tr>
          </table>
        </td>
      </tr>
    </table>
  </body>
</html>
`.markup;
}

function htmlOf(block: Block): Html {
  switch (block.kind) {
    case "paragraph":
      return html`<p class="strong" style="${STYLE.paragraph}">${block.text}</p>
                `;
    case "note":
      return html`<p class="soft" style="${STYLE.note}">${block.text}</p>
                `;
    case "facts":
      return html`<p class="strong" style="${STYLE.facts}">${block.facts.map(htmlOfFact)}</p>
                `;
    case "code":
      // The gaps are letter-spacing, so that what is selected and copied is the digits alone.
      return html`<p class="code strong" style="${STYLE.code}">${block.code}</p>
                `;
    case "button":
      return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0">
                  <tr>
                    <td class="button" align="center" style="${STYLE.buttonCell}">
                      <a class="button" href="${block.url}" style="${STYLE.button}">${block.label}</a>
                    </td>
                  </tr>
                </table>
                <p class="soft" style="${STYLE.url}">If the button doesn't work, open this address:<br>
                  <a class="link" href="${block.url}" style="${STYLE.link}">${block.url}</a></p>
                `;
  }
}

function htmlOfFact({ label, value }: Fact, index: number): Html {
  return html`${index === 0 ? "" : BREAK}${label}: <strong>${value}</strong>`;
}

export function layoutText({ heading, blocks, reason }: Content, { appName, appUrl }: Product): string {
  const body = [
    heading,
    ...blocks.map(textOf),
    `--\nSent by ${appName} because ${BECAUSE[reason]} ${appUrl}.`,
  ];
  return `${body.join("\n\n")}\n`;
}

/** Links and codes have lines of their own: no full stop sticks to them, and they are easy to select. */
function textOf(block: Block): string {
  switch (block.kind) {
    case "paragraph":
    case "note":
      return block.text;
    case "facts":
      return block.facts.map(({ label, value }) => `${label}: ${value}`).join("\n");
    case "code":
      return block.code;
    case "button":
      return `${block.label}:\n${block.url}`;
  }
}
