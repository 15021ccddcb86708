import type { service as english } from "../en/service.tsx";

export const service: typeof english = {
  chip: {
    ok: "すべて正常に稼働中",
    mail: "メールに遅れの可能性",
    slow: "通常より遅くなっています",
    down: "障害発生中",
    unknown: "稼働状況",
  },

  sending: {
    held: "サービスの復旧を待っています。復旧しだい送信します。",
    heldOffline: "接続を待っています。オンラインに戻りしだい送信します。",
    waiting: "待機中…",
    callOff: "送信をやめる",
    calledOff: "送信していません。内容はそのままです。",
    long: "通常より時間がかかっています。",
  },
};
