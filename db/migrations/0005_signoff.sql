CREATE SEQUENCE "public"."change_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "desk_change" (
	"id" text PRIMARY KEY DEFAULT 'CH-' || to_char(now() at time zone 'UTC', 'YYYY') || '-' || lpad(nextval('change_number')::text, 3, '0') NOT NULL,
	"nonce" integer NOT NULL,
	"subject_type" text NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"change" jsonb NOT NULL,
	"person" jsonb,
	"reason" text NOT NULL,
	"author_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"subject" text,
	"subject_digest" text,
	"summary" text,
	"proposed_at" timestamp with time zone,
	"decide_by" timestamp with time zone,
	"not_before" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"executed_at" timestamp with time zone,
	CONSTRAINT "desk_change_nonce" UNIQUE("nonce"),
	CONSTRAINT "desk_change_subject" UNIQUE("subject_digest"),
	CONSTRAINT "desk_change_type" CHECK ("subject_type" in ('policy', 'officers')),
	CONSTRAINT "desk_change_kind" CHECK ("kind" in ('policy-adopted', 'officer-added', 'roles-changed', 'officer-removed', 'key-added', 'key-revoked', 'paused', 'resumed', 'account-linked', 'account-unlinked')),
	CONSTRAINT "desk_change_state" CHECK ("state" in ('draft', 'superseded', 'proposed', 'approved', 'executed', 'settling', 'held', 'settled', 'rejected', 'vetoed', 'withdrawn', 'expired', 'stale')),
	CONSTRAINT "desk_change_content" CHECK (("change" ->> 'kind') is not distinct from "kind"),
	CONSTRAINT "desk_change_person" CHECK (("kind" in ('officer-added', 'account-linked', 'account-unlinked')) = ("person" is not null)),
	CONSTRAINT "desk_change_signed_whole" CHECK ("state" in ('draft', 'superseded') or ("subject" is not null and "subject_digest" is not null and "summary" is not null and "proposed_at" is not null and "decide_by" is not null and "not_before" is not null and "expires_at" is not null)),
	CONSTRAINT "desk_change_executed" CHECK (("state" = 'executed') = ("executed_at" is not null)),
	CONSTRAINT "desk_change_decided" CHECK ("decide_by" <= "proposed_at" + interval '24 hours'),
	CONSTRAINT "desk_change_digest" CHECK ("subject_digest" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "officer_owner" (
	"officer_id" uuid NOT NULL,
	"owner" text collate "C" NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "officer_owner_officer_id_owner_pk" PRIMARY KEY("officer_id","owner"),
	CONSTRAINT "officer_owner_id" CHECK ("owner" ~ '^[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}$' and "owner" !~ '^g:')
);
--> statement-breakpoint
CREATE TABLE "passkey" (
	"credential_id" text PRIMARY KEY NOT NULL,
	"credential_id_hash" text NOT NULL,
	"officer_id" uuid NOT NULL,
	"challenge" text NOT NULL,
	"name" text NOT NULL,
	"public_key" text NOT NULL,
	"algorithm" integer NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text[] NOT NULL,
	"aaguid" text NOT NULL,
	"is_backed_up" boolean NOT NULL,
	"is_device_bound" boolean NOT NULL,
	"attestation" text NOT NULL,
	"client_data" text NOT NULL,
	"is_founding" boolean DEFAULT false NOT NULL,
	"enrolled_at" timestamp with time zone DEFAULT now() NOT NULL,
	"active_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"used_at" timestamp with time zone,
	CONSTRAINT "passkey_hash" UNIQUE("credential_id_hash"),
	CONSTRAINT "passkey_challenge" UNIQUE("challenge"),
	CONSTRAINT "passkey_hash_form" CHECK ("credential_id_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "passkey_id_form" CHECK ("credential_id" ~ '^[A-Za-z0-9_-]+$' and length("credential_id") between 16 and 1400),
	CONSTRAINT "passkey_algorithm" CHECK ("algorithm" in (-7, -8)),
	CONSTRAINT "passkey_counter" CHECK ("counter" between 0 and 4294967295),
	CONSTRAINT "passkey_name" CHECK (length("name") between 1 and 100),
	CONSTRAINT "passkey_founding" CHECK (not "is_founding" or "active_at" is not null),
	CONSTRAINT "passkey_revoked" CHECK ("revoked_at" is null or "active_at" is null or "revoked_at" >= "active_at")
);
--> statement-breakpoint
CREATE TABLE "passkey_ceremony" (
	"challenge" text PRIMARY KEY NOT NULL,
	"officer_id" uuid NOT NULL,
	"issued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "passkey_ceremony_challenge" CHECK ("challenge" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "passkey_ceremony_expiry" CHECK ("expires_at" <= "issued_at" + interval '5 minutes')
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"bucket" text NOT NULL,
	"window_start" timestamp with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "rate_limit_bucket_window_start_pk" PRIMARY KEY("bucket","window_start")
);
--> statement-breakpoint
CREATE TABLE "signoff_subject" (
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "signoff_subject_subject_type_subject_id_revision_pk" PRIMARY KEY("subject_type","subject_id","revision"),
	CONSTRAINT "signoff_subject_type" CHECK ("subject_type" in ('clawback', 'policy', 'officers'))
);
--> statement-breakpoint
CREATE TABLE "subject_comment" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"revision" integer NOT NULL,
	"officer_id" uuid NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "subject_comment_body" CHECK (length("body") between 1 and 2000)
);
--> statement-breakpoint
ALTER TABLE "signoff" DROP CONSTRAINT "signoff_once";--> statement-breakpoint
ALTER TABLE "signoff" DROP CONSTRAINT "signoff_part";--> statement-breakpoint
ALTER TABLE "signoff_statement" DROP CONSTRAINT "signoff_statement_decision";--> statement-breakpoint
ALTER TABLE "signoff_statement" DROP CONSTRAINT "signoff_statement_reason";--> statement-breakpoint
ALTER TABLE "signoff" DROP CONSTRAINT "signoff_challenge_id_clawback_id_revision_officer_id_decision_signoff_statement_challenge_id_clawback_id_revision_officer_id_decision_fk";
--> statement-breakpoint
ALTER TABLE "signoff" DROP CONSTRAINT "signoff_clawback_id_officer_id_part_clawback_participant_clawback_id_officer_id_part_fk";
--> statement-breakpoint
ALTER TABLE "signoff_statement" DROP CONSTRAINT "signoff_statement_binding";--> statement-breakpoint
ALTER TABLE "signoff_statement" DROP CONSTRAINT "signoff_statement_clawback_id_revision_clawback_revision_clawback_id_revision_fk";
--> statement-breakpoint
-- What stands there was all about clawbacks, and keeps standing.
ALTER TABLE "clawback_participant" RENAME TO "participant";--> statement-breakpoint
ALTER TABLE "participant" DROP CONSTRAINT "clawback_participant_clawback_id_clawback_id_fk";--> statement-breakpoint
ALTER TABLE "participant" DROP CONSTRAINT "clawback_participant_officer_id_officer_id_fk";--> statement-breakpoint
ALTER TABLE "participant" DROP CONSTRAINT "clawback_participant_clawback_id_officer_id_pk";--> statement-breakpoint
ALTER TABLE "participant" DROP CONSTRAINT "participant_part";--> statement-breakpoint
ALTER TABLE "participant" RENAME COLUMN "clawback_id" TO "subject_id";--> statement-breakpoint
ALTER TABLE "participant" ADD COLUMN "subject_type" text NOT NULL DEFAULT 'clawback';--> statement-breakpoint
ALTER TABLE "participant" ALTER COLUMN "subject_type" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "participant" ADD CONSTRAINT "participant_subject_type_subject_id_officer_id_pk" PRIMARY KEY("subject_type","subject_id","officer_id");--> statement-breakpoint
ALTER TABLE "participant" ADD CONSTRAINT "participant_part" UNIQUE("subject_type","subject_id","officer_id","part");--> statement-breakpoint
ALTER TABLE "participant" ADD CONSTRAINT "participant_subject_type" CHECK ("subject_type" in ('clawback', 'policy', 'officers'));--> statement-breakpoint
INSERT INTO "signoff_subject" SELECT 'clawback', "clawback_id", "revision" FROM "clawback_revision";--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "before" jsonb;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "after" jsonb;--> statement-breakpoint
ALTER TABLE "clawback_revision" ADD COLUMN "not_before" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "officer" ADD COLUMN "group" text DEFAULT 'risk' NOT NULL;--> statement-breakpoint
ALTER TABLE "officer" ADD COLUMN "changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "policy" ADD COLUMN "change_id" text;--> statement-breakpoint
ALTER TABLE "signoff" ADD COLUMN "subject_type" text NOT NULL DEFAULT 'clawback';--> statement-breakpoint
ALTER TABLE "signoff" ALTER COLUMN "subject_type" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "signoff" RENAME COLUMN "clawback_id" TO "subject_id";--> statement-breakpoint
ALTER TABLE "signoff" ADD COLUMN "takes_back" text;--> statement-breakpoint
ALTER TABLE "signoff_statement" ADD COLUMN "subject_type" text NOT NULL DEFAULT 'clawback';--> statement-breakpoint
ALTER TABLE "signoff_statement" ALTER COLUMN "subject_type" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "signoff_statement" RENAME COLUMN "clawback_id" TO "subject_id";--> statement-breakpoint
ALTER TABLE "signoff_statement" ADD COLUMN "credential_id" text;--> statement-breakpoint
ALTER TABLE "signoff_statement" ADD CONSTRAINT "signoff_statement_binding" UNIQUE("challenge_id","subject_type","subject_id","revision","officer_id","decision");--> statement-breakpoint
ALTER TABLE "desk_change" ADD CONSTRAINT "desk_change_author_id_officer_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_owner" ADD CONSTRAINT "officer_owner_officer_id_officer_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participant" ADD CONSTRAINT "participant_officer_id_officer_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_officer_id_officer_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_challenge_passkey_ceremony_challenge_fk" FOREIGN KEY ("challenge") REFERENCES "public"."passkey_ceremony"("challenge") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey_ceremony" ADD CONSTRAINT "passkey_ceremony_officer_id_officer_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subject_comment" ADD CONSTRAINT "subject_comment_officer_id_officer_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subject_comment" ADD CONSTRAINT "subject_comment_subject_type_subject_id_revision_signoff_subject_subject_type_subject_id_revision_fk" FOREIGN KEY ("subject_type","subject_id","revision") REFERENCES "public"."signoff_subject"("subject_type","subject_id","revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "desk_change_by_state" ON "desk_change" USING btree ("state","kind");--> statement-breakpoint
CREATE INDEX "passkey_of_officer" ON "passkey" USING btree ("officer_id");--> statement-breakpoint
CREATE INDEX "subject_comment_of" ON "subject_comment" USING btree ("subject_type","subject_id","created_at");--> statement-breakpoint
ALTER TABLE "policy" ADD CONSTRAINT "policy_change_id_desk_change_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."desk_change"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signoff" ADD CONSTRAINT "signoff_challenge_id_subject_type_subject_id_revision_officer_id_decision_signoff_statement_challenge_id_subject_type_subject_id_revision_officer_id_decision_fk" FOREIGN KEY ("challenge_id","subject_type","subject_id","revision","officer_id","decision") REFERENCES "public"."signoff_statement"("challenge_id","subject_type","subject_id","revision","officer_id","decision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signoff" ADD CONSTRAINT "signoff_subject_type_subject_id_officer_id_part_participant_subject_type_subject_id_officer_id_part_fk" FOREIGN KEY ("subject_type","subject_id","officer_id","part") REFERENCES "public"."participant"("subject_type","subject_id","officer_id","part") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signoff" ADD CONSTRAINT "signoff_takes_back_signoff_challenge_id_fk" FOREIGN KEY ("takes_back") REFERENCES "public"."signoff"("challenge_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signoff_statement" ADD CONSTRAINT "signoff_statement_credential_id_passkey_credential_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."passkey"("credential_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signoff_statement" ADD CONSTRAINT "signoff_statement_subject_type_subject_id_revision_signoff_subject_subject_type_subject_id_revision_fk" FOREIGN KEY ("subject_type","subject_id","revision") REFERENCES "public"."signoff_subject"("subject_type","subject_id","revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signoff" ADD CONSTRAINT "signoff_taken_back_once" UNIQUE("takes_back");--> statement-breakpoint
ALTER TABLE "signoff" ADD CONSTRAINT "signoff_once" UNIQUE("subject_type","subject_id","revision","officer_id","decision");--> statement-breakpoint
ALTER TABLE "signoff_statement" ADD CONSTRAINT "signoff_statement_challenge_once" UNIQUE("challenge");--> statement-breakpoint
ALTER TABLE "officer" ADD CONSTRAINT "officer_group" CHECK ("group" ~ '^[a-z][a-z0-9-]{0,31}$');--> statement-breakpoint
ALTER TABLE "signoff" ADD CONSTRAINT "signoff_withdrawal" CHECK (("decision" = 'withdraw') = ("takes_back" is not null));--> statement-breakpoint
ALTER TABLE "signoff" ADD CONSTRAINT "signoff_part" CHECK (case "decision" when 'propose' then "part" = 'author' when 'approve' then "part" = 'approver' when 'reject' then "part" = 'approver' else true end);--> statement-breakpoint
ALTER TABLE "signoff_statement" ADD CONSTRAINT "signoff_statement_decision" CHECK ("decision" in ('propose', 'approve', 'reject', 'veto', 'withdraw'));--> statement-breakpoint
ALTER TABLE "signoff_statement" ADD CONSTRAINT "signoff_statement_reason" CHECK ("decision" not in ('reject', 'veto') or length("reason") > 0);