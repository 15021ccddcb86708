// The colours of web/src/styles/tokens.css: rice paper and indigo by day, dark wood and the lamp by night. Mail programs
// drop stylesheets as they please, so the light look is inline and the dark one lies on top of it. Nothing is loaded from
// anywhere: no image, no font, no tracking.
const FONT =
  "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Hiragino Sans','Noto Sans JP',Meiryo,Helvetica,Arial,sans-serif";
const MONO = "font-family:ui-monospace,'SF Mono',Menlo,Consolas,'Liberation Mono',monospace";
const INK = "#1c222b";
const SOFT = "#535c66";
const ACCENT = "#27406b";

export const STYLE = {
  page: "margin:0;padding:0;background-color:#f4f5f2;-webkit-text-size-adjust:100%",
  frame: "padding:32px 16px",
  column: "max-width:560px",
  head: "padding:0 4px 16px",
  brand: `${FONT};font-size:16px;line-height:20px;font-weight:600;color:${INK};vertical-align:middle`,
  card:
    `padding:32px 28px 16px;background-color:#fcfcfa;border:1px solid #dadcd6;border-top:4px solid ${ACCENT};` +
    `border-radius:4px;${FONT};font-size:16px;line-height:1.6;color:${INK}`,
  heading: `margin:0 0 20px;font-size:24px;line-height:1.3;font-weight:600;color:${INK}`,
  paragraph: `margin:0 0 16px;color:${INK}`,
  facts: `margin:0 0 20px;padding:14px 18px;border-left:3px solid ${ACCENT};background-color:#f4f5f2;color:${SOFT}`,
  value: `font-weight:600;color:${INK};word-break:break-word`,
  note: `margin:0 0 16px;font-size:14px;color:${SOFT}`,
  buttonFrame: "margin:24px 0 0",
  buttonCell: `border-radius:4px;background-color:${ACCENT}`,
  button:
    `display:inline-block;padding:13px 28px;border-radius:4px;background-color:${ACCENT};` +
    `color:#ffffff;${FONT};font-size:16px;line-height:20px;font-weight:600;text-decoration:none`,
  url: `margin:14px 0 24px;font-size:13px;color:${SOFT}`,
  link: `color:${ACCENT};text-decoration:underline;word-break:break-all`,
  code:
    "margin:0 0 20px;padding:18px 0 18px 8px;border:1px solid #dadcd6;border-radius:4px;background-color:#f4f5f2;" +
    `text-align:center;${MONO};font-size:32px;line-height:1.2;font-weight:700;letter-spacing:8px;color:${INK}`,
  footer: `padding:16px 4px 0;${FONT};font-size:13px;line-height:1.6;color:${SOFT}`,
  hidden: "display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;mso-hide:all",
} as const;

export const DARK = `:root { color-scheme: light dark; supported-color-schemes: light dark; }
      @media (prefers-color-scheme: dark) {
        .page { background-color: #14171c !important; }
        .card { background-color: #1c2128 !important; border-color: #2b3139 !important; border-top-color: #efc07c !important; }
        .code, .facts { background-color: #14171c !important; border-color: #2b3139 !important; }
        .facts { border-color: #efc07c !important; }
        .strong { color: #ecebe6 !important; }
        .soft { color: #a9b0b7 !important; }
        .button { background-color: #efc07c !important; color: #251a09 !important; }
        .ink { background-color: #efc07c !important; }
        .link { color: #efc07c !important; }
      }`;
