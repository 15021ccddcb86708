import { account } from "./account.ts";
import { emailChange } from "./email-change.ts";
import { frame } from "./frame.ts";
import { password } from "./password.ts";
import { signIn } from "./sign-in.ts";
import { signUp } from "./sign-up.ts";
import { sms } from "./sms.ts";
import { time } from "./time.ts";

export const words = { signUp, signIn, password, emailChange, account, sms, frame, time };
