import type { waysIn as english } from "../en/ways-in.tsx";

export const waysIn: typeof english = {
  fields: {
    email: "メールアドレス",
    identifier: "メールアドレスまたはユーザー名",
    emailOrPhone: "メールアドレスまたは電話番号",
    password: "パスワード",
    newPassword: "新しいパスワード",
    newPasswordHint: (min) =>
      `${min}文字以上。長いほど安全です。関連のない単語をいくつか並べるのがおすすめです。`,
    currentPassword: "現在のパスワード",
    ifAny: "設定している場合",
    name: "お名前",
    username: "ユーザー名",
    usernameHint: "半角英数字とアンダースコアで3～24文字。",
    code: "6桁のコード",
    phone: "電話番号",
    phoneHint: "国番号を付けてください（例：+81 3 1234 5678）。",
    optional: "任意",
    show: "表示",
    showWhat: "（パスワード）",
  },
  sending: "送信中…",
  sendMail: "メールを送る",
  confirming: "確認中…",
  wrongAddress: (startAgain) => <>アドレスが違いますか？ {startAgain}</>,
  startAgain: "最初からやり直す",
  newMailSent: "新しいメールを送りました。これからは新しいリンクとコードだけが有効です。",
  welcome: "ようこそ。",
  welcomeNew: "ようこそ。新しいアカウントができました。",
  welcomeConfirmed: "メールアドレスを確認しました。ようこそ。",
  devMailbox: (mailbox) => <>開発環境では、メールは{mailbox}に届きます。</>,
  devMailboxName: "メールボックス",

  resend: {
    mailIn: (time) => (
      <>届きませんか？ 迷惑メールフォルダーもご確認ください。{time}後に、もう一度お送りできます。</>
    ),
    messageIn: (time) => <>届きませんか？ {time}後に、もう一度お送りできます。</>,
    nothing: (send) => <>届きませんか？ {send}</>,
    mail: "メールをもう一度送る",
    message: "メッセージをもう一度送る",
  },

  signUp: {
    title: "アカウントを作成",
    lead: (signIn) => <>すでにアカウントをお持ちですか？ {signIn}</>,
    submit: "アカウントを作成",
    busy: "作成中…",
  },
  signIn: {
    title: "ログイン",
    lead: (signUp) => <>初めての方は{signUp}してください。</>,
    signUp: "アカウントを作成",
    busy: "ログイン中…",
    forgot: "パスワードをお忘れですか？",
    otherWay: "コードまたはリンクでログイン",
    unverified:
      "メールアドレスがまだ確認されていません。新しいメールをお送りしました。メールのリンクを開くか、コードを入力してください。",
    enterCode: "コードを入力、またはメールを再送",
  },
  byCode: {
    title: "パスワードなしでログイン",
    lead: "ログイン用のコードまたはリンクをお送りします。初めての方は、そのままアカウントが作成されます。",
    submit: "コードを送る",
    link: "代わりにリンクをメールで送る",
    withPassword: (signIn) => <>パスワードをお使いですか？ {signIn}</>,
    signInWithIt: "パスワードでログイン",
    enterTitle: "コードを入力",
    enterLead: (to) => <>{to} に6桁の数字をお送りしました。</>,
    newCode: "新しいコードを送りました。これからは新しいコードだけが有効です。",
    linkLead: (to) => (
      <>
        {to}{" "}
        にメールをお送りしました。ログインしたい端末でメールのリンクを開いてください。このブラウザーで開くと、このページもログインします。
      </>
    ),
    newLink: "新しいメールを送りました。これからは新しいリンクだけが有効です。",
    startAgain: (again) => <>アドレスが違う、または別の方法を使いますか？ {again}</>,
  },
  checkMail: {
    title: "メールをご確認ください",
    lead: (to) => (
      <>{to} にメールをお送りしました。メールのリンクを開くか、コードをここに入力してください。</>
    ),
    submit: "確認する",
    askTitle: "メールを再送する",
    askLead: "登録に使ったメールアドレスを入力してください。新しいリンクとコードをお送りします。",
  },
  forgot: {
    title: "パスワードをお忘れですか？",
    lead: "ご安心ください。メールアドレスを入力すると、新しいパスワードを設定するためのメールをお送りします。",
    remembered: (signIn, without) => (
      <>
        思い出しましたか？ {signIn}、または{without}こともできます。
      </>
    ),
    without: "パスワードなしでログインする",
    sentLead: (to) => (
      <>
        {to}{" "}
        にメールをお送りしました。メールのリンクを開くか、ここでコードを入力して新しいパスワードを設定してください。
      </>
    ),
  },
  reset: {
    title: "新しいパスワードを設定",
    lead: "すべてのデバイスからログアウトします。その後、新しいパスワードでログインしてください。",
    submit: "新しいパスワードを設定",
    busy: "設定中…",
    spent:
      "このリンクで新しいパスワードを設定済みの場合は、ログインしてください。まだの場合は、新しいリンクを取得してください。",
    newLink: "新しいリンクを取得",
    doneTitle: "パスワードを変更しました",
    doneLead: "すべてのデバイスからログアウトしました。新しいパスワードでログインしてください。",
  },
};
