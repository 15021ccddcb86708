import type { status as english } from "../en/status.tsx";

export const status: typeof english = {
  title: "稼働状況",
  ok: "すべて正常に動いています。",
  mail: "メールが遅れることがあります。",
  slow: "動作していますが、通常より遅くなっています。",
  down: "サービスが停止しています。",
  downSince: (time) => <>{time}から停止しています。</>,
  downLong: "24時間以上停止しています。",
  missing: "稼働状況を取得できません。",
  missingOffline: "オフラインです。",

  checked: (ago) => `自動更新中（最終確認：${ago}）`,
  lastKnown: (time) => <>{time}の時点の情報です。確認を続けており、応答がありしだい更新します。</>,
  nothingKnown: "まだ応答がありません。確認を続けていますので、再読み込みは不要です。",

  parts: "サービスを支えるもの",
  names: { database: "データベース", realtime: "リアルタイム接続", mail: "メール", redis: "Redis" },
  states: { ok: "正常", degraded: "遅延", down: "停止", disabled: "未使用", unknown: "不明" },
  meanings: {
    database: {
      ok: "アカウントとセッションを保管しています。",
      degraded: "保存や読み込みに時間がかかっています。",
      down: "登録、ログイン、保存ができません。",
      disabled: "ここでは使っていません。",
    },
    realtime: {
      ok: "開いているページに変化をすぐに知らせます。",
      degraded: "開いているページへのお知らせが遅れることがあります。",
      down: "ログインができず、開いているページにも何も届きません。",
      disabled: "ここでは使っていません。",
    },
    mail: {
      ok: "リンクとコードを届けます。",
      degraded: "リンクやコードが遅れることがあります。",
      down: "リンクやコードは待機し、メールが復旧しだい送信されます。",
      disabled: "ここでは使っていません。",
    },
    redis: {
      ok: "試行回数を数え、不正な推測を防ぎます。",
      degraded: "試行回数は別の仕組みで数えています。影響はほとんどありません。",
      down: "試行回数は別の仕組みで数えています。影響はほとんどありません。",
      disabled: "ここでは使っていません。試行回数は別の仕組みで数えています。",
    },
  },
  milliseconds: (count) => `${count}ミリ秒`,
  dayAgo: "24時間前",
  now: "現在",
  table: (name) => `${name}：過去24時間`,
  from: "開始",
  to: "終了",
  state: "状態",

  news: "過去24時間",
  nothing: "過去24時間に変化はありませんでした。",
  change: (name, what) => `${name}：${what}`,
  again: "復旧",
  againAfter: (time) => `復旧（${time}後）`,
};
