import type { errors as english } from "../en/errors.tsx";

export const errors: typeof english = {
  byCode: {
    network:
      "サーバーに接続できません。接続を確認して、もう一度お試しください。入力した内容は失われていません。",
    unavailable:
      "サービスが混み合っているか、メンテナンス中です。少し待ってからもう一度お試しください。入力した内容は失われていません。",
    rate_limited: "試行回数が多すぎます。",
    csrf_rejected:
      "別のサイトからのリクエストと判断されました。ページを再読み込みして、もう一度お試しください。",
    account_disabled: "このアカウントは無効になっています。サービスの管理者にお問い合わせください。",
    invalid_credentials: "メールアドレス、ユーザー名、またはパスワードが正しくありません。",
    wrong_password: "現在のパスワードが正しくありません。",
    username_taken: "このユーザー名はすでに使われています。",
    invalid_token: "コードが正しくないか、有効期限が切れています。",
    token_spent: "このコードはすでに使用されています。新しいコードを取得してください。",
    unauthenticated: "ログアウトしました。",
    validation_failed: "入力内容を確認してください。",
    password_rejected: "別のパスワードを選んでください。",
  },
  ours: "サービス側で問題が発生しました。もう一度お試しください。",
  reference: (id) => `お問い合わせの際は ${id} とお伝えください。`,
  /** Of a handler, with nobody else to tell. */
  unexpected: "こちらで問題が発生しました。入力した内容は残っています。もう一度お試しください。",
  explain: "詳しい説明（新しいタブで開きます）",
  triesLeft(count) {
    return count === 0 ? "これ以上は、しばらく試せません。" : `あと${count}回試せます。`;
  },
  pleaseWait: (time) => `${time}お待ちください。`,
  tryIn: "もう一度試せるまで",
  tryNow: "もう一度試せます。",
  roughly: {
    seconds: (count) => `${count}秒`,
    minutes: (count) => `約${count}分`,
    hours: (count) => `約${count}時間`,
  },

  byFieldCode: {
    invalid_phone: "国番号を付けて電話番号をすべて入力してください（例：+81 3 1234 5678）。",
    last_way_in: "この電話番号がないとログインできなくなります。先にメールアドレスを追加してください。",
    not_offered: "ここではSMSを利用できません。メールアドレスを使ってください。",
    phone_in_use: "この電話番号は別のアカウントで使われています。",
    unchanged: "すでにこのメールアドレスが登録されています。",
  },
  byField: {
    email: "メールアドレスをすべて入力してください（例：ana@example.com）。",
    newEmail: "メールアドレスをすべて入力してください（例：ana@example.com）。",
    to: "メールアドレスをすべて入力してください（例：ana@example.com）。",
    currentPassword: "現在のパスワードを入力してください。",
    identifier: "メールアドレスまたはユーザー名を入力してください。",
    name: "100文字以内で入力してください。見えない文字は使えません。",
    username: "半角英数字とアンダースコアで3～24文字にしてください。",
    code: "お送りした6桁の数字を入力してください。",
  },
  anyField: "入力内容を確認してください。",
  byPasswordCode: {
    too_long: "長すぎます。256文字以内にしてください。",
    breached: "このパスワードは漏えいした一覧に含まれています。別のものを選んでください。",
    contains_address: "パスワードにメールアドレスを含めないでください。",
    contains_name: "パスワードにサービス名を含めないでください。",
    reused: "以前に使ったパスワードです。新しいものを選んでください。",
  },
  tooShort: (least) => `短すぎます。${least}文字以上にしてください。`,
  anyPassword: "別のパスワードを選んでください。",

  missing: {
    email: "メールアドレスを入力してください。",
    newEmail: "新しいメールアドレスを入力してください。",
    emailOrPhone: "メールアドレスまたは電話番号を入力してください。",
    emailForLink: "リンクはメールでのみ送れます。メールアドレスを入力するか、コードを選んでください。",
    identifier: "メールアドレスまたはユーザー名を入力してください。",
    password: "パスワードを入力してください。",
    newPassword: "パスワードを入力してください。",
    currentPassword: "現在のパスワードを入力してください。",
    phone: "電話番号を入力してください。",
    username: "ユーザー名は変更できますが、削除はできません。",
  },

  endings: {
    logout: "別のタブでログアウトしました。",
    logout_all: "すべてのデバイスからログアウトしました。",
    ended_by_user: "このセッションは別のデバイスから終了されました。",
    password_changed: "別のデバイスでパスワードが変更されました。新しいパスワードでログインしてください。",
    password_reset:
      "パスワードが再設定され、すべてのセッションが終了しました。新しいパスワードでログインしてください。",
    email_changed: "メールアドレスが変更され、ほかのセッションは終了しました。",
    email_change_undone: "メールアドレスの変更が取り消され、すべてのセッションが終了しました。",
    account_deleted: "アカウントは閉鎖され、削除されます。残したい場合はログインしてください。",
    account_disabled: "アカウントが無効になりました。サービスの管理者にお問い合わせください。",
    reuse:
      "ほかの人がこのセッションを使った可能性があるため、終了しました。心当たりがない場合は、新しいパスワードを設定してください。",
    evicted: "ログイン中のデバイスが多いため、最も古いこのセッションを終了しました。",
    disowned: "メールの「心当たりがない」から、このセッションが終了されました。",
  },
  anyEnding: "このセッションは別の場所から終了されました。",
};
