import { type Html, html } from "./html.ts";

/** The beam, two posts and the door of web/src/mark.svg in painted cells: mail programs show images only when asked to. */
const BEAM_PX = [22, 3] as const;
const GAP_PX = [22, 2] as const;
const POSTS_PX: [width: number, isPainted: boolean][] = [
  [2, false],
  [3, true],
  [3, false],
  [6, true],
  [3, false],
  [3, true],
  [2, false],
];
const POSTS_HEIGHT_PX = 13;
const PAINT = "background-color:#27406b";

export const MARK: Html = html`<table role="presentation" aria-hidden="true" width="22" cellpadding="0" cellspacing="0" border="0" align="left" style="margin:1px 10px 0 0">
                  <tr>${cell(...BEAM_PX, true, POSTS_PX.length)}</tr>
                  <tr>${cell(...GAP_PX, false, POSTS_PX.length)}</tr>
                  <tr>${POSTS_PX.map(([width, isPainted]) => cell(width, POSTS_HEIGHT_PX, isPainted))}</tr>
                </table>`;

function cell(width: number, height: number, isPainted: boolean, columns = 1): Html {
  const size = `width:${width}px;height:${height}px;font-size:0;line-height:0`;
  return isPainted
    ? html`<td class="ink" colspan="${String(columns)}" style="${size};${PAINT}"></td>`
    : html`<td colspan="${String(columns)}" style="${size}"></td>`;
}
