/** How somebody signed in. */
export const METHODS = ["password", "email_verification", "email_otp", "sms_otp", "magic_link"] as const;
export type Method = (typeof METHODS)[number];

/** Authentication method references, RFC 8176. */
const AMR: Record<Method, string[]> = {
  password: ["pwd"],
  email_verification: ["otp"],
  email_otp: ["otp"],
  sms_otp: ["sms", "otp"],
  magic_link: ["otp"],
};

export function isMethod(text: string): text is Method {
  return METHODS.some((method) => method === text);
}

export function amrOf(method: string): string[] {
  return isMethod(method) ? AMR[method] : [];
}
