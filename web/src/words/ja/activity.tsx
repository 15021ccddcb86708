import type { activity as english } from "../en/activity.tsx";

export const activity: typeof english = {
  lead: "アカウントに起きたことを、新しい順に表示しています。",
  today: "今日",
  yesterday: "昨日",
  types: {
    sign_up: "アカウントの作成",
    sign_in: "ログイン",
    sign_in_failed: "ログインの失敗",
    sign_out: "ログアウト",
    session_revoked: "セッションの終了",
    refresh_reused: "セッションがコピーされた可能性があります",
    password_changed: "パスワードの変更",
    password_reset: "メールによるパスワードの再設定",
    email_verified: "メールアドレスの確認",
    email_changed: "メールアドレスの変更",
    email_change_undone: "メールアドレスの変更の取り消し",
    phone_changed: "電話番号の変更",
    username_changed: "ユーザー名の変更",
    code_sent: "コードの送信",
    link_sent: "リンクのメール送信",
    account_disabled: "アカウントの停止",
    account_enabled: "アカウントの再開",
    deletion_scheduled: "アカウントの削除の申請",
    deletion_cancelled: "アカウントの削除の取り消し",
    exported: "データのエクスポート",
  },
  otherType: "このページではまだ説明できない操作がありました",
  failures: (count) => `ログインの失敗（${count}回）`,
  sessionsEnded: "複数のセッションの終了",
  notes: { refresh_reused: "同時に2か所で使われたため、安全のために終了しました。" },
  byOperator: "このサービスの運営者による操作",
  fromTo: (from, to) => (
    <>
      {from}～{to}
    </>
  ),
  look: "要確認",
  notMe: "心当たりがない場合",
  inside: {
    text: "ほかの人がアカウントに入っている可能性があります。すぐに次の2つを行ってください。",
    devices: "心当たりのないセッションを終了する",
    password: "新しいパスワードを設定する",
  },
  outside:
    "この操作でログインされることはありませんでした。何度も続く場合は、ほかで使っていないパスワードに変更してください。",
  asked:
    "だれかがあなたのメールアドレスまたは電話番号を入力しました。届いたコードやリンクがなければログインできません。だれにも教えないでください。",
  operator: "理由については、このサービスの運営者にお問い合わせください。",
  more: "さらに表示",
  loadingMore: "読み込んでいます…",
  came: (count, isAll) => `${count}件を追加しました。${isAll ? "これですべてです。" : ""}`,
  end: "これですべてです。",
  empty: { title: "まだ何もありません", text: "アカウントに起きたことが、ここに記録されます。" },
};
