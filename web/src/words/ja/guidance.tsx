import type { guidance as english } from "../en/guidance.tsx";

export const guidance: typeof english = {
  more: (count) => `あと${count}文字必要です。`,
  fewer: (count) => `${count}文字超えています。`,
  address: "メールアドレスを含めないでください。",
  name: (service) => `「${service}」を含めないでください。`,
  leaked: "流出したパスワードのリストに載っています。別のものを選んでください。",
  long: "長さは十分です。",
  good: "十分な長さがあり、把握している流出パスワードのリストにも載っていません。",
};
