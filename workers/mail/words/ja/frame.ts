import type { Words } from "../words.ts";

// A blank on both sides of the address, or mail programs take what follows for a part of it.
export const frame: Words["frame"] = {
  because: {
    entered: (app) => ({
      before: "このメールは、 ",
      after: ` でこのアドレスが入力されたため、${app}からお送りしています。`,
    }),
    account: (app) => ({
      before: "このメールは、 ",
      after: ` のアカウントにこのアドレスが登録されているため、${app}からお送りしています。`,
    }),
    former_account: (app) => ({
      before: "このメールは、 ",
      after: ` のアカウントにこのアドレスが登録されていたため、${app}からお送りしています。`,
    }),
  },
  buttonFails: "ボタンが使えない場合は、このアドレスを開いてください。",
  colon: "：",
};
