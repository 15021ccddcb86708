export type Taken = { allowed: true } | { allowed: false; retryAfterSeconds: number };
export type LoginAttempt = {
  allowed: true;
  failed(): Promise<{ attemptsLeft: number }>;
  succeeded(): Promise<void>;
  abandoned(): Promise<void>;
};
export interface RateLimiter {
  beginLogin(x: {
    account: string;
    client: string;
    device: string | null;
  }): Promise<LoginAttempt | { allowed: false; retryAfterSeconds: number; reason: string }>;
  takeSend(x: object): Promise<Taken>;
  take(x: object): Promise<Taken>;
}
export function createRateLimiter(_: object): RateLimiter {
  return {
    beginLogin: async () => ({
      allowed: true,
      failed: async () => ({ attemptsLeft: 4 }),
      succeeded: async () => {},
      abandoned: async () => {},
    }),
    takeSend: async () => ({ allowed: true }),
    take: async () => ({ allowed: true }),
  };
}
