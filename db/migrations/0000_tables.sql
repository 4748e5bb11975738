CREATE SEQUENCE "public"."clawback_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."snapshot_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "asset" (
	"code" text PRIMARY KEY NOT NULL,
	"scale" smallint NOT NULL,
	CONSTRAINT "asset_scale" CHECK ("scale" between 0 and 9)
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"seq" numeric(20, 0) PRIMARY KEY DEFAULT 0 NOT NULL,
	"prev" text DEFAULT '' NOT NULL,
	"hash" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"officer_id" uuid,
	"verb" text NOT NULL,
	"subject" text NOT NULL,
	"outcome" text NOT NULL,
	"input_digest" text NOT NULL,
	"denied" boolean DEFAULT false NOT NULL,
	CONSTRAINT "audit_prev" UNIQUE("prev")
);
--> statement-breakpoint
CREATE TABLE "claim" (
	"snapshot_id" text NOT NULL,
	"account" text collate "C" NOT NULL,
	"owner" text collate "C",
	"class" text NOT NULL,
	"base" numeric(39, 0) NOT NULL,
	"equity" numeric(39, 0),
	"cap" numeric(39, 0),
	"weight" text,
	"score" text,
	CONSTRAINT "claim_snapshot_id_account_pk" PRIMARY KEY("snapshot_id","account"),
	CONSTRAINT "claim_account" CHECK ("account" ~ '^[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}$' and "account" !~ '^g:'),
	CONSTRAINT "claim_owner" CHECK ("owner" ~ '^[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}$' and "owner" !~ '^g:'),
	CONSTRAINT "claim_class" CHECK ("class" in ('eligible', 'house', 'exempt')),
	CONSTRAINT "claim_base" CHECK ("base" between 0 and 9223372036854775807),
	CONSTRAINT "claim_equity" CHECK (abs("equity") <= 9223372036854775807),
	CONSTRAINT "claim_cap" CHECK ("cap" between 0 and "base"),
	CONSTRAINT "claim_weight" CHECK ("weight" ~ '^[1-9][0-9]*(/[1-9][0-9]*)?$')
);
--> statement-breakpoint
CREATE TABLE "clawback" (
	"id" text PRIMARY KEY DEFAULT 'CB-' || to_char(now() at time zone 'UTC', 'YYYY') || '-' || lpad(nextval('clawback_number')::text, 3, '0') NOT NULL,
	"fund_id" text NOT NULL,
	"nonce" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "clawback_nonce" UNIQUE("fund_id","nonce")
);
--> statement-breakpoint
CREATE TABLE "clawback_revision" (
	"clawback_id" text NOT NULL,
	"revision" integer NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"snapshot_id" text NOT NULL,
	"policy_id" text NOT NULL,
	"policy_version" integer NOT NULL,
	"rule" text NOT NULL,
	"rounding" text NOT NULL,
	"reason" text NOT NULL,
	"top_up" numeric(39, 0) NOT NULL,
	"usable_fund" numeric(39, 0) NOT NULL,
	"gross_loss" numeric(39, 0) NOT NULL,
	"fund_draw" numeric(39, 0) NOT NULL,
	"operator_draw" numeric(39, 0) NOT NULL,
	"to_mutualise" numeric(39, 0) NOT NULL,
	"uncovered" numeric(39, 0) NOT NULL,
	"collected" numeric(39, 0) NOT NULL,
	"levied" numeric(39, 0) NOT NULL,
	"residual" numeric(39, 0) NOT NULL,
	"capacity" numeric(39, 0) NOT NULL,
	"charged_base" numeric(39, 0) NOT NULL,
	"accounts_charged" integer NOT NULL,
	"schedule" jsonb NOT NULL,
	"distribution" jsonb NOT NULL,
	"metrics" jsonb NOT NULL,
	"author_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"envelope" text,
	"subject_digest" text,
	"summary" text,
	"proposed_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	CONSTRAINT "clawback_revision_clawback_id_revision_pk" PRIMARY KEY("clawback_id","revision"),
	CONSTRAINT "revision_state" CHECK ("state" in ('draft', 'superseded', 'proposed', 'approved', 'executed', 'settling', 'held', 'settled', 'rejected', 'vetoed', 'withdrawn', 'expired', 'stale')),
	CONSTRAINT "revision_number" CHECK ("revision" >= 1),
	CONSTRAINT "revision_rule" CHECK ("rule" in ('pro-rata')),
	CONSTRAINT "revision_rounding" CHECK ("rounding" in ('floor')),
	CONSTRAINT "revision_fund_draw" CHECK ("fund_draw" = least("gross_loss", "usable_fund")),
	CONSTRAINT "revision_operator_draw" CHECK ("operator_draw" = least("gross_loss" - "fund_draw", "top_up")),
	CONSTRAINT "revision_to_mutualise" CHECK ("to_mutualise" = "gross_loss" - "fund_draw" - "operator_draw" and "to_mutualise" > 0),
	CONSTRAINT "revision_collected" CHECK ("collected" = "to_mutualise" - "uncovered" and "collected" > 0 and "collected" <= "capacity"),
	CONSTRAINT "revision_reconciles" CHECK ("fund_draw" + "operator_draw" + "levied" + "residual" + "uncovered" = "gross_loss"),
	CONSTRAINT "revision_not_negative" CHECK (least("top_up", "usable_fund", "fund_draw", "operator_draw", "uncovered", "levied", "residual", "accounts_charged"::numeric) >= 0),
	CONSTRAINT "revision_signed_whole" CHECK ("state" in ('draft', 'superseded') or ("envelope" is not null and "subject_digest" is not null and "summary" is not null and "proposed_at" is not null and "expires_at" is not null)),
	CONSTRAINT "revision_expiry" CHECK ("expires_at" <= "proposed_at" + interval '24 hours'),
	CONSTRAINT "revision_digest" CHECK ("subject_digest" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "execution" (
	"clawback_id" text PRIMARY KEY NOT NULL,
	"revision" integer NOT NULL,
	"fund_id" text NOT NULL,
	"nonce" integer NOT NULL,
	"run_digest" text NOT NULL,
	"officer_id" uuid NOT NULL,
	"executed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "execution_nonce" UNIQUE("fund_id","nonce")
);
--> statement-breakpoint
CREATE TABLE "execution_loss" (
	"loss_id" text PRIMARY KEY NOT NULL,
	"clawback_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fund" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"asset" text NOT NULL,
	"kind" text NOT NULL,
	"scope" text NOT NULL,
	"floor" numeric(39, 0) NOT NULL,
	"target" numeric(39, 0) NOT NULL,
	"cadence_seconds" integer NOT NULL,
	CONSTRAINT "fund_kind" CHECK ("kind" in ('isolated', 'shared')),
	CONSTRAINT "fund_floor" CHECK ("floor" between 0 and 9223372036854775807),
	CONSTRAINT "fund_target" CHECK ("target" between 0 and 9223372036854775807),
	CONSTRAINT "fund_cadence" CHECK ("cadence_seconds" > 0)
);
--> statement-breakpoint
CREATE TABLE "fund_entry" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"fund_id" text NOT NULL,
	"source_id" text NOT NULL,
	"kind" text NOT NULL,
	"amount" numeric(39, 0) NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"reference" text DEFAULT '' NOT NULL,
	CONSTRAINT "fund_entry_source" UNIQUE("fund_id","source_id"),
	CONSTRAINT "fund_entry_kind" CHECK ("kind" in ('LIQUIDATION_SURPLUS', 'LIQUIDATION_FEE', 'FEE_CONTRIBUTION', 'TREASURY_TOP_UP', 'CLAWBACK_CREDIT', 'RECOVERY_RECEIVED', 'BANKRUPTCY_LOSS', 'CLAWBACK_PAYOUT', 'RECOVERY_REFUND', 'WITHDRAWAL', 'REVALUATION', 'TRANSFER')),
	CONSTRAINT "fund_entry_sign" CHECK (case when "kind" in ('LIQUIDATION_SURPLUS', 'LIQUIDATION_FEE', 'FEE_CONTRIBUTION', 'TREASURY_TOP_UP', 'CLAWBACK_CREDIT', 'RECOVERY_RECEIVED') then "amount" > 0 when "kind" in ('BANKRUPTCY_LOSS', 'CLAWBACK_PAYOUT', 'RECOVERY_REFUND', 'WITHDRAWAL') then "amount" < 0 else "amount" <> 0 end),
	CONSTRAINT "fund_entry_range" CHECK (abs("amount") <= 9223372036854775807)
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"officer_id" uuid NOT NULL,
	"key" text NOT NULL,
	"verb" text NOT NULL,
	"input_digest" text NOT NULL,
	"outcome" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_officer_id_key_pk" PRIMARY KEY("officer_id","key")
);
--> statement-breakpoint
CREATE TABLE "journal_line" (
	"clawback_id" text NOT NULL,
	"account" text NOT NULL,
	"amount" numeric(39, 0) NOT NULL,
	CONSTRAINT "journal_line_clawback_id_account_pk" PRIMARY KEY("clawback_id","account"),
	CONSTRAINT "journal_account" CHECK ("account" in ('loss', 'fund', 'operator', 'levies', 'residual', 'uncovered')),
	CONSTRAINT "journal_sign" CHECK (case when "account" = 'loss' then "amount" < 0 else "amount" >= 0 end)
);
--> statement-breakpoint
CREATE TABLE "levy" (
	"clawback_id" text NOT NULL,
	"revision" integer NOT NULL,
	"account" text collate "C" NOT NULL,
	"base" numeric(39, 0) NOT NULL,
	"amount" numeric(39, 0) NOT NULL,
	CONSTRAINT "levy_clawback_id_revision_account_pk" PRIMARY KEY("clawback_id","revision","account"),
	CONSTRAINT "levy_amount" CHECK ("amount" between 0 and "base")
);
--> statement-breakpoint
CREATE TABLE "loss" (
	"id" text PRIMARY KEY NOT NULL,
	"fund_id" text NOT NULL,
	"market" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"shortfall" numeric(39, 0) NOT NULL,
	"account" text,
	"side" text,
	"size" text,
	"liquidation_price" text,
	"bankruptcy_price" text,
	"fill_price" text,
	"cause" text,
	"import_id" uuid,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "loss_id" CHECK ("id" ~ '^[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}$' and "id" !~ '^g:'),
	CONSTRAINT "loss_shortfall" CHECK ("shortfall" between 1 and 9223372036854775807),
	CONSTRAINT "loss_side" CHECK ("side" is null or "side" in ('long', 'short'))
);
--> statement-breakpoint
CREATE TABLE "loss_import" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"fund_id" text NOT NULL,
	"file_name" text NOT NULL,
	"rows_expected" integer NOT NULL,
	"state" text DEFAULT 'receiving' NOT NULL,
	"officer_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "loss_import_state" CHECK ("state" in ('receiving', 'finished')),
	CONSTRAINT "loss_import_rows" CHECK ("rows_expected" > 0)
);
--> statement-breakpoint
CREATE TABLE "loss_staged" (
	"import_id" uuid NOT NULL,
	"id" text NOT NULL,
	"fund_id" text NOT NULL,
	"market" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"shortfall" numeric(39, 0) NOT NULL,
	"account" text,
	"side" text,
	"size" text,
	"liquidation_price" text,
	"bankruptcy_price" text,
	"fill_price" text,
	"cause" text,
	CONSTRAINT "loss_staged_import_id_id_pk" PRIMARY KEY("import_id","id")
);
--> statement-breakpoint
CREATE TABLE "officer" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"name" text NOT NULL,
	"roles" text[] NOT NULL,
	"salt" text NOT NULL,
	"pseudonym" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "officer_identity" UNIQUE("issuer","subject"),
	CONSTRAINT "officer_pseudonym" UNIQUE("pseudonym"),
	CONSTRAINT "officer_salt" CHECK ("salt" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "officer_roles" CHECK ("roles" <@ array['viewer','analyst','approver','publisher','admin','auditor']::text[] and cardinality("roles") > 0)
);
--> statement-breakpoint
CREATE TABLE "clawback_participant" (
	"clawback_id" text NOT NULL,
	"officer_id" uuid NOT NULL,
	"part" text NOT NULL,
	CONSTRAINT "clawback_participant_clawback_id_officer_id_pk" PRIMARY KEY("clawback_id","officer_id"),
	CONSTRAINT "participant_part" UNIQUE("clawback_id","officer_id","part"),
	CONSTRAINT "participant_part_known" CHECK ("part" in ('author', 'approver'))
);
--> statement-breakpoint
CREATE TABLE "policy" (
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"digest" text NOT NULL,
	"effective_at" timestamp with time zone NOT NULL,
	CONSTRAINT "policy_id_version_pk" PRIMARY KEY("id","version"),
	CONSTRAINT "policy_digest" CHECK ("digest" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "report" (
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"clawback_id" text NOT NULL,
	"body" text NOT NULL,
	"sha256" text NOT NULL,
	"officer_id" uuid NOT NULL,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "report_id_version_pk" PRIMARY KEY("id","version"),
	CONSTRAINT "report_version" CHECK ("version" >= 1),
	CONSTRAINT "report_sha256" CHECK ("sha256" = encode(sha256(convert_to("body", 'UTF8')), 'hex'))
);
--> statement-breakpoint
CREATE TABLE "clawback_revision_loss" (
	"clawback_id" text NOT NULL,
	"revision" integer NOT NULL,
	"loss_id" text NOT NULL,
	CONSTRAINT "clawback_revision_loss_clawback_id_revision_loss_id_pk" PRIMARY KEY("clawback_id","revision","loss_id")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"officer_id" uuid NOT NULL,
	"authenticated_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "signoff" (
	"challenge_id" text PRIMARY KEY NOT NULL,
	"clawback_id" text NOT NULL,
	"revision" integer NOT NULL,
	"officer_id" uuid NOT NULL,
	"part" text NOT NULL,
	"decision" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"signed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "signoff_once" UNIQUE("clawback_id","revision","officer_id"),
	CONSTRAINT "signoff_part" CHECK (("decision" = 'propose') = ("part" = 'author'))
);
--> statement-breakpoint
CREATE TABLE "signoff_statement" (
	"challenge_id" text PRIMARY KEY NOT NULL,
	"clawback_id" text NOT NULL,
	"revision" integer NOT NULL,
	"officer_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"statement" text NOT NULL,
	"challenge" text NOT NULL,
	"reason" text NOT NULL,
	"reason_salt" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "signoff_statement_binding" UNIQUE("challenge_id","clawback_id","revision","officer_id","decision"),
	CONSTRAINT "signoff_statement_decision" CHECK ("decision" in ('propose', 'approve', 'reject')),
	CONSTRAINT "signoff_statement_id" CHECK ("challenge_id" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "signoff_statement_challenge" CHECK ("challenge" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "signoff_statement_expiry" CHECK ("expires_at" <= "issued_at" + interval '5 minutes'),
	CONSTRAINT "signoff_statement_reason" CHECK ("decision" <> 'reject' or length("reason") > 0)
);
--> statement-breakpoint
CREATE TABLE "snapshot" (
	"id" text PRIMARY KEY DEFAULT 'SN-' || to_char(now() at time zone 'UTC', 'YYYY') || '-' || lpad(nextval('snapshot_number')::text, 3, '0') NOT NULL,
	"fund_id" text NOT NULL,
	"numeraire" text NOT NULL,
	"cutoff_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'importing' NOT NULL,
	"file_name" text NOT NULL,
	"rows_expected" integer NOT NULL,
	"officer_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"frozen_at" timestamp with time zone,
	"salt" text NOT NULL,
	"digest" text,
	"eligible_count" integer,
	"house_count" integer,
	"exempt_count" integer,
	"eligible_base" numeric(39, 0),
	"house_base" numeric(39, 0),
	"exempt_base" numeric(39, 0),
	"capacity" numeric(39, 0),
	CONSTRAINT "snapshot_state" CHECK ("state" in ('importing', 'frozen')),
	CONSTRAINT "snapshot_numeraire" CHECK ("numeraire" in ('profit', 'equity')),
	CONSTRAINT "snapshot_rows" CHECK ("rows_expected" > 0),
	CONSTRAINT "snapshot_salt" CHECK ("salt" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "snapshot_frozen_whole" CHECK (("state" = 'frozen') = ("digest" is not null and "frozen_at" is not null and "capacity" is not null and "eligible_base" is not null and "house_base" is not null and "exempt_base" is not null and "eligible_count" + "house_count" + "exempt_count" = "rows_expected")),
	CONSTRAINT "snapshot_digest" CHECK ("digest" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "snapshot_capacity" CHECK ("capacity" <= "eligible_base" + "house_base")
);
--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_officer_id_officer_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_snapshot_id_snapshot_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "public"."snapshot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clawback" ADD CONSTRAINT "clawback_fund_id_fund_id_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."fund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clawback_revision" ADD CONSTRAINT "clawback_revision_clawback_id_clawback_id_fk" FOREIGN KEY ("clawback_id") REFERENCES "public"."clawback"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clawback_revision" ADD CONSTRAINT "clawback_revision_snapshot_id_snapshot_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "public"."snapshot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clawback_revision" ADD CONSTRAINT "clawback_revision_author_id_officer_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clawback_revision" ADD CONSTRAINT "clawback_revision_policy_id_policy_version_policy_id_version_fk" FOREIGN KEY ("policy_id","policy_version") REFERENCES "public"."policy"("id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "execution" ADD CONSTRAINT "execution_officer_id_officer_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "execution" ADD CONSTRAINT "execution_clawback_id_revision_clawback_revision_clawback_id_revision_fk" FOREIGN KEY ("clawback_id","revision") REFERENCES "public"."clawback_revision"("clawback_id","revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "execution" ADD CONSTRAINT "execution_fund_id_nonce_clawback_fund_id_nonce_fk" FOREIGN KEY ("fund_id","nonce") REFERENCES "public"."clawback"("fund_id","nonce") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "execution_loss" ADD CONSTRAINT "execution_loss_loss_id_loss_id_fk" FOREIGN KEY ("loss_id") REFERENCES "public"."loss"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "execution_loss" ADD CONSTRAINT "execution_loss_clawback_id_execution_clawback_id_fk" FOREIGN KEY ("clawback_id") REFERENCES "public"."execution"("clawback_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fund" ADD CONSTRAINT "fund_asset_asset_code_fk" FOREIGN KEY ("asset") REFERENCES "public"."asset"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fund_entry" ADD CONSTRAINT "fund_entry_fund_id_fund_id_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."fund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency" ADD CONSTRAINT "idempotency_officer_id_officer_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal_line" ADD CONSTRAINT "journal_line_clawback_id_execution_clawback_id_fk" FOREIGN KEY ("clawback_id") REFERENCES "public"."execution"("clawback_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "levy" ADD CONSTRAINT "levy_clawback_id_revision_clawback_revision_clawback_id_revision_fk" FOREIGN KEY ("clawback_id","revision") REFERENCES "public"."clawback_revision"("clawback_id","revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loss" ADD CONSTRAINT "loss_fund_id_fund_id_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."fund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loss" ADD CONSTRAINT "loss_import_id_loss_import_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."loss_import"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loss_import" ADD CONSTRAINT "loss_import_fund_id_fund_id_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."fund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loss_import" ADD CONSTRAINT "loss_import_officer_id_officer_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loss_staged" ADD CONSTRAINT "loss_staged_import_id_loss_import_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."loss_import"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loss_staged" ADD CONSTRAINT "loss_staged_fund_id_fund_id_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."fund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clawback_participant" ADD CONSTRAINT "clawback_participant_clawback_id_clawback_id_fk" FOREIGN KEY ("clawback_id") REFERENCES "public"."clawback"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clawback_participant" ADD CONSTRAINT "clawback_participant_officer_id_officer_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_clawback_id_execution_clawback_id_fk" FOREIGN KEY ("clawback_id") REFERENCES "public"."execution"("clawback_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_officer_id_officer_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clawback_revision_loss" ADD CONSTRAINT "clawback_revision_loss_loss_id_loss_id_fk" FOREIGN KEY ("loss_id") REFERENCES "public"."loss"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clawback_revision_loss" ADD CONSTRAINT "clawback_revision_loss_clawback_id_revision_clawback_revision_clawback_id_revision_fk" FOREIGN KEY ("clawback_id","revision") REFERENCES "public"."clawback_revision"("clawback_id","revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_officer_id_officer_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signoff" ADD CONSTRAINT "signoff_challenge_id_clawback_id_revision_officer_id_decision_signoff_statement_challenge_id_clawback_id_revision_officer_id_decision_fk" FOREIGN KEY ("challenge_id","clawback_id","revision","officer_id","decision") REFERENCES "public"."signoff_statement"("challenge_id","clawback_id","revision","officer_id","decision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signoff" ADD CONSTRAINT "signoff_clawback_id_officer_id_part_clawback_participant_clawback_id_officer_id_part_fk" FOREIGN KEY ("clawback_id","officer_id","part") REFERENCES "public"."clawback_participant"("clawback_id","officer_id","part") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signoff_statement" ADD CONSTRAINT "signoff_statement_officer_id_officer_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signoff_statement" ADD CONSTRAINT "signoff_statement_clawback_id_revision_clawback_revision_clawback_id_revision_fk" FOREIGN KEY ("clawback_id","revision") REFERENCES "public"."clawback_revision"("clawback_id","revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_fund_id_fund_id_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."fund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_officer_id_officer_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "clawback_one_live_revision" ON "clawback_revision" USING btree ("clawback_id") WHERE "clawback_revision"."state" in ('draft', 'proposed', 'approved', 'executed', 'settling', 'held', 'settled');--> statement-breakpoint
CREATE UNIQUE INDEX "clawback_subject" ON "clawback_revision" USING btree ("subject_digest");--> statement-breakpoint
CREATE INDEX "clawback_by_state" ON "clawback_revision" USING btree ("state");--> statement-breakpoint
CREATE INDEX "fund_entry_history" ON "fund_entry" USING btree ("fund_id","occurred_at","kind","amount");--> statement-breakpoint
CREATE INDEX "levy_largest" ON "levy" USING btree ("clawback_id","revision","amount" DESC NULLS LAST,"account");--> statement-breakpoint
CREATE INDEX "loss_by_fund" ON "loss" USING btree ("fund_id","occurred_at","id");--> statement-breakpoint
CREATE INDEX "revision_loss_by_loss" ON "clawback_revision_loss" USING btree ("loss_id");--> statement-breakpoint
CREATE INDEX "snapshot_by_fund" ON "snapshot" USING btree ("fund_id","frozen_at");