ALTER TABLE `one_time` ADD `user_id` text REFERENCES users(id) ON DELETE cascade;--> statement-breakpoint
ALTER TABLE `one_time` ADD `change` text;--> statement-breakpoint
CREATE INDEX `one_time_user_id` ON `one_time` (`user_id`);--> statement-breakpoint
CREATE INDEX `one_time_subject` ON `one_time` (`subject`);--> statement-breakpoint
ALTER TABLE `users` ADD `previous_hashes` text;--> statement-breakpoint
ALTER TABLE `users` ADD `purge_at` integer;--> statement-breakpoint
CREATE INDEX `users_purge_at` ON `users` (`purge_at`);--> statement-breakpoint
CREATE INDEX `users_created_at` ON `users` (`created_at`,`id`);