import type { trouble as english } from "../en/trouble.tsx";

export const trouble: typeof english = {
  slip: {
    offline: "オフラインです",
    unreachable: "サービスから応答がありません",
    down: "サービスに障害が発生しています",
    mail: "メールやコードが遅れることがあります",
    slow: "通常より時間がかかっています",
  },
  onlineAgain: "オンラインに戻りました。",
  newTab: "（新しいタブで開きます）",

  outage: {
    titles: { down: "サービスに障害が発生しています", unreachable: "サービスに接続できません" },
    why: {
      down: "必要なシステムの一部が応答していないため、現在、ログインや保存ができません。お使いの環境の問題ではありません。",
      unreachable: "応答がありません。サービス側か、途中の通信に問題がある可能性があります。",
    },
    kept: "入力した内容は失われません。今送信したものはここで待機し、復旧すると自動的に送信されます。復旧したらお知らせします。",
    since: (time, lasted) => (
      <>
        {time}から（経過時間：{lasted}）
      </>
    ),
    status: "稼働状況を見る",
    goOn: "このまま続ける",
  },
  over: {
    title: "復旧しました",
    lead: "サービスが元に戻りました。続きからどうぞ。待機していたものは送信されます。",
    goOn: "続ける",
  },
};
