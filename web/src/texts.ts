import type { FieldError, GenkanError } from "../client/error.ts";
import type { EndReason } from "../client/frame.ts";
import { words } from "./words/words.ts";

/** What a person reads for an error of the API. */
export function textOf(error: GenkanError): string {
  const { byCode, byFieldCode, triesLeft, ours, reference } = words().errors;
  const text = byCode[error.code];
  if (error.code === "validation_failed") {
    return error.errors.map(({ code }) => byFieldCode[code]).find(Boolean) ?? `${text}`;
  }
  if (text) return text + (error.attemptsLeft === undefined ? "" : triesLeft(error.attemptsLeft));
  return ours + (error.requestId ? reference(error.requestId) : "");
}

/** Why somebody is signed out. */
export function textOfEnding(reason: EndReason): string {
  const { endings, anyEnding } = words().errors;
  return endings[reason] ?? anyEnding;
}

export function textOfField({ path, code, message }: FieldError): string {
  const { byFieldCode, byField, byPasswordCode, missing, ...any } = words().errors;
  if (byFieldCode[code]) return byFieldCode[code];
  if (code === "required" && path === "password") return missing.currentPassword;
  if (path !== "password" && path !== "newPassword") return byField[path] ?? any.anyField;
  if (code === "too_short") return any.tooShort(Number(/\d+/.exec(message)?.[0] ?? 8));
  return byPasswordCode[code] ?? any.anyPassword;
}

/** "1:05", for a clock that runs down. */
export function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}

/** "about 12 minutes", for a wait that is read out once. */
export function roughly(seconds: number): string {
  const { roughly: say } = words().errors;
  if (seconds < 90) return say.seconds(seconds);
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? say.minutes(minutes) : say.hours(Math.ceil(minutes / 60));
}
