import type { account as english } from "../en/account.tsx";

export const account: typeof english = {
  title: "マイアカウント",
  verified: "確認済み",
  unverified: "未確認",
  profile: "プロフィール",
  waysIn: "ログイン方法",
  noneYet: "未登録",
  save: "保存",
  saving: "保存中…",
  saved: "保存しました。",

  language: {
    heading: "言語",
    label: "メールとSMSの言語",
    hint: "このサイトの表示にも反映されます。",
    none: "ブラウザーの設定に合わせる",
  },
  email: {
    label: "メールアドレス",
    about:
      "新しいアドレスにメールをお送りします。メールのリンクを開くと変更が完了します。元のアドレスには、変更を取り消せるメールをお送りします。",
    field: "新しいメールアドレス",
    submit: "メールアドレスを変更",
    done: (to) => <>{to} にメールをお送りしました。メールのリンクを開くと変更が完了します。</>,
  },
  password: {
    label: "パスワード",
    about: (reset) => (
      <>
        このデバイスはログインしたまま、ほかのデバイスからはログアウトします。お忘れの場合は{reset}できます。
      </>
    ),
    reset: "メールで再設定",
    submit: "パスワードを変更",
    busy: "変更中…",
    done: "パスワードを変更しました。ほかのデバイスからはログアウトしました。",
  },
  phone: {
    label: "電話番号",
    about: "電話番号を登録すると、SMSで届くコードでログインできます。",
    newField: "新しい電話番号",
    send: "コードを送る",
    sent: (to) => <>{to} にコードをお送りしました。</>,
    confirm: "電話番号を確認",
    confirmed: "電話番号を確認しました。この番号でログインできます。",
    wrong: (again) => <>番号が違いますか？ {again}</>,
    again: "入力し直す",
    remove: "電話番号を削除",
    removed: "電話番号を削除しました。",
  },
  reauth: {
    why: "ログインから時間がたっています。続けるには、本人確認をしてください。",
    send: (to) => `${to} にコードを送る`,
    submit: "確認して続ける",
  },
};
