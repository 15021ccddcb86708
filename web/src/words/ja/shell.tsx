import type { shell as english } from "../en/shell.tsx";

export const shell: typeof english = {
  skip: "本文へ移動",
  account: "アカウント",
  signIn: "ログイン",
  signUp: "新規登録",
  signOut: "ログアウト",
  reference: "APIドキュメント",
  status: "稼働状況",
  language: "言語",
  theme: "配色",
  themes: { system: "システムに合わせる", light: "ライト", dark: "ダーク" },
  notices: "お知らせ",
  dismiss: "閉じる",
  oneMoment: "少々お待ちください…",
  tryAgain: "もう一度試す",
  signedOut: "ログアウトしました。またお待ちしています。",
  signedOutEverywhere: "すべてのデバイスからログアウトしました。",
  friend: "お客",
  missing: {
    title: "ページを読み込めませんでした",
    lead: "サーバーに接続できないか、新しいバージョンが公開されています。接続を確認して、もう一度お試しください。",
  },
  notFound: {
    title: "ページが見つかりません",
    lead: "このアドレスにはページがありません。移動したか、アドレスが間違っている可能性があります。",
    back: "玄関に戻る",
  },
  inside: {
    nav: "アカウントメニュー",
    account: "アカウント",
    devices: "デバイス",
    activity: "アクティビティ",
    data: "データ",
  },
  languageMissing: "この言語を読み込めませんでした。接続を確認して、もう一度お試しください。",
  restored: "アカウントが元に戻りました。何も削除されていません。",
};
