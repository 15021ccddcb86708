CREATE INDEX `sessions_ended_at` ON `sessions` (`ended_at`,`id`) WHERE "sessions"."ended_at" is not null;--> statement-breakpoint
CREATE INDEX `users_revoked_before` ON `users` (`revoked_before`);