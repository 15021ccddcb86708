import type { Language } from "../shared/language.ts";
import type { Block, Content, Fact, Product } from "./content.ts";
import { type Html, html } from "./html.ts";
import { DARK, STYLE } from "./layout-style.ts";
import { MARK } from "./mark.ts";
import type { Words } from "./words/words.ts";

type Frame = Words["frame"];

const BREAK: Html = { markup: "<br>" };

/** The language stands twice: webmail takes what is in the body into a page of its own. */
export function layoutHtml(
  { subject, preheader, heading, blocks, reason }: Content,
  frame: Frame & { language: Language },
  { appName, appUrl }: Product,
): string {
  const { before, after } = frame.because[reason](appName);
  return html`<!doctype html>
<html lang="${frame.language}" dir="ltr">
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
    <div role="article" aria-label="${subject}" lang="${frame.language}" dir="ltr">
    <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0">
      <tr>
        <td align="center" style="${STYLE.frame}">
          <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="${STYLE.column}">
            <tr>
              <td style="${STYLE.head}">${MARK}<span class="strong" style="${STYLE.brand}">${appName}</span></td>
            </tr>
            <tr>
              <td class="card strong" style="${STYLE.card}">
                <h1 class="strong" style="${STYLE.heading}">${heading}</h1>
                ${blocks.map((block) => htmlOf(block, frame))}
              </td>
            </tr>
            <tr>
              <td class="soft" style="${STYLE.footer}">
                ${before}<a class="link" href="${appUrl}" style="${STYLE.link}">${appUrl}</a>${after}
              </td>
            </tr>
          </table>
        </td>
      </tr>
    </table>
    </div>
  </body>
</html>
`.markup;
}

function htmlOf(block: Block, { buttonFails, colon }: Frame): Html {
  switch (block.kind) {
    case "paragraph":
      return html`<p class="strong" style="${STYLE.paragraph}">${block.text}</p>
                `;
    case "note":
      return html`<p class="soft" style="${STYLE.note}">${block.text}</p>
                `;
    case "facts":
      return html`<p class="facts soft" style="${STYLE.facts}">${block.facts.map((fact, index) =>
        htmlOfFact(fact, index, colon),
      )}</p>
                `;
    case "code":
      // The gaps are letter-spacing, so that what is selected and copied is the digits alone.
      return html`<p class="code strong" style="${STYLE.code}">${block.code}</p>
                `;
    case "button":
      return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="${STYLE.buttonFrame}">
                  <tr>
                    <td class="button" align="center" style="${STYLE.buttonCell}">
                      <a class="button" href="${block.url}" style="${STYLE.button}">${block.label}</a>
                    </td>
                  </tr>
                </table>
                <p class="soft" style="${STYLE.url}">${buttonFails}<br>
                  <a class="link" href="${block.url}" style="${STYLE.link}">${block.url}</a></p>
                `;
  }
}

function htmlOfFact({ label, value }: Fact, index: number, colon: string): Html {
  return html`${index === 0 ? "" : BREAK}${label}${colon}<strong class="strong" style="${STYLE.value}">${value}</strong>`;
}

export function layoutText(
  { heading, blocks, reason }: Content,
  frame: Frame,
  { appName, appUrl }: Product,
): string {
  const { before, after } = frame.because[reason](appName);
  const parts = [heading, ...blocks.map((block) => textOf(block, frame)), `--\n${before}${appUrl}${after}`];
  return `${parts.join("\n\n")}\n`;
}

/** Links and codes have lines of their own: no full stop sticks to them, and they are easy to select. */
function textOf(block: Block, { colon }: Frame): string {
  switch (block.kind) {
    case "paragraph":
    case "note":
      return block.text;
    case "facts":
      return block.facts.map(({ label, value }) => `${label}${colon}${value}`).join("\n");
    case "code":
      return block.code;
    case "button":
      return `${block.label}${colon.trimEnd()}\n${block.url}`;
  }
}
