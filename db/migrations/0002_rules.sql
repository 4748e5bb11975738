ALTER TABLE "clawback_revision" DROP CONSTRAINT "revision_rule";--> statement-breakpoint
ALTER TABLE "clawback_revision" DROP CONSTRAINT "revision_rounding";--> statement-breakpoint
ALTER TABLE "clawback_revision" ADD COLUMN "cutoff_salt" text DEFAULT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '') NOT NULL;--> statement-breakpoint
-- Rows that are there have a random salt each; a new one must bring its own.
ALTER TABLE "clawback_revision" ALTER COLUMN "cutoff_salt" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "clawback_revision" ADD CONSTRAINT "revision_cutoff_salt" CHECK ("cutoff_salt" ~ '^[0-9a-f]{64}$');--> statement-breakpoint
ALTER TABLE "clawback_revision" ADD CONSTRAINT "revision_schedule" CHECK (("schedule" ->> 'rule', "schedule" ->> 'rounding') is not distinct from ("rule", "rounding"));--> statement-breakpoint
ALTER TABLE "clawback_revision" ADD CONSTRAINT "revision_residual" CHECK ("residual" = 0 or ("rule" <> 'queue' and "rounding" = 'floor'));--> statement-breakpoint
ALTER TABLE "clawback_revision" ADD CONSTRAINT "revision_rule" CHECK ("rule" in ('pro-rata', 'equal-levy', 'level-down', 'talmud', 'queue'));--> statement-breakpoint
ALTER TABLE "clawback_revision" ADD CONSTRAINT "revision_rounding" CHECK ("rounding" in ('floor', 'largest-remainder'));