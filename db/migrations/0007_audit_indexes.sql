CREATE INDEX "audit_by_officer" ON "audit" USING btree ("officer_id","seq");--> statement-breakpoint
CREATE INDEX "audit_by_verb" ON "audit" USING btree ("verb","seq");--> statement-breakpoint
CREATE INDEX "audit_by_time" ON "audit" USING btree ("at");