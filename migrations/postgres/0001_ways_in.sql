ALTER TABLE "one_time" ADD COLUMN "user_id" text;--> statement-breakpoint
ALTER TABLE "one_time" ADD COLUMN "change" jsonb;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "previous_hashes" jsonb;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "purge_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "one_time" ADD CONSTRAINT "one_time_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "one_time_user_id" ON "one_time" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "one_time_subject" ON "one_time" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "users_purge_at" ON "users" USING btree ("purge_at");--> statement-breakpoint
CREATE INDEX "users_created_at" ON "users" USING btree ("created_at","id");