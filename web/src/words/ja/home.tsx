import type { home as english } from "../en/home.tsx";

export const home: typeof english = {
  heading: "家は、玄関から始まる。",
  lead: "着いて、迎えられ、靴を脱いで、上がる。それが玄関です。ここは、あなたのアプリの玄関。人を迎え、招き入れ、覚えておく。そのすべてを、あなた自身のWorkerひとつで。",
  signUp: "アカウントを作成",
  virtues: [
    {
      name: "あなたのもの",
      what: "あなたのCloudflareアカウントとデータベースで動きます。借りものは、ひとつもありません。",
    },
    {
      name: "慎重",
      what: "パスワードはArgon2idでハッシュ化し、流出したものは受け付けません。トークンはスクリプトから読めません。",
    },
    { name: "すぐ届く", what: "誰がいるか、誰に帰ってもらったか。どのデバイスにもすぐに伝わります。" },
  ],
  plain: {
    name: "簡素",
    what: (reference) => <>JSON APIがひとつ。このページにもほかの入口はありません。{reference}</>,
    reference: "しくみを読む",
  },
  welcome: "ようこそ。",
  welcomeYou: (name) => `ようこそ、${name}さん。`,
  inside: (email) =>
    email ? (
      <>{email} でログインしています。ログアウトするまで、どのタブでも扉は開いたままです。</>
    ) : (
      <>ログインしています。ログアウトするまで、どのタブでも扉は開いたままです。</>
    ),
};
