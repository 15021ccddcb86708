import { z } from "@hono/zod-openapi";
import { fieldIssue } from "../shared/text.ts";
import { EmailAddress } from "./email-address.ts";

/** What proves to have read a mail: its link's token, or the address and its code. */
export type Proof = { token: string } | { email: string; code: string };

/** The fields of both ways; `readProof` wants one of them whole. */
export const PROOF_FIELDS = {
  token: z.string().optional(),
  email: EmailAddress.optional(),
  code: z.string().optional(),
};

/** For the transform of a body: which fields are missing is said by name. */
export function readProof(
  {
    token,
    email,
    code,
  }: { token?: string | undefined; email?: string | undefined; code?: string | undefined },
  context: z.core.$RefinementCtx,
): Proof {
  if (token !== undefined && email === undefined && code === undefined) return { token };
  if (token === undefined && email !== undefined && code !== undefined) return { email, code };
  const issue =
    token === undefined
      ? fieldIssue("required", "is needed: a token, or email and code")
      : fieldIssue("conflict", "goes alone");
  const path =
    token !== undefined || (email === undefined && code === undefined)
      ? "token"
      : email === undefined
        ? "email"
        : "code";
  context.addIssue({ ...issue, path: [path] });
  return z.NEVER;
}
