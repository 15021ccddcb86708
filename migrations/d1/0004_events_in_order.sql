DROP INDEX `events_user_id_at`;--> statement-breakpoint
CREATE INDEX `events_user_id_at_id` ON `events` (`user_id`,`at`,`id`);