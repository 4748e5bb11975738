CREATE TABLE "claims_node" (
	"snapshot_id" text NOT NULL,
	"level" smallint NOT NULL,
	"index" integer NOT NULL,
	"node" "bytea" NOT NULL,
	CONSTRAINT "claims_node_snapshot_id_level_index_pk" PRIMARY KEY("snapshot_id","level","index")
);
--> statement-breakpoint
CREATE TABLE "claims_piece" (
	"snapshot_id" text NOT NULL,
	"piece" integer NOT NULL,
	"first_position" text collate "C" NOT NULL,
	"leaves" text NOT NULL,
	CONSTRAINT "claims_piece_snapshot_id_piece_pk" PRIMARY KEY("snapshot_id","piece")
);
--> statement-breakpoint
CREATE TABLE "claims_tree" (
	"snapshot_id" text PRIMARY KEY NOT NULL,
	"context" text NOT NULL,
	"accounts" integer NOT NULL,
	"depth" smallint NOT NULL,
	"root" text,
	"counts" jsonb,
	CONSTRAINT "claims_tree_root" CHECK ("root" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "claims_tree_finished" CHECK (("root" is null) = ("counts" is null))
);
--> statement-breakpoint
CREATE TABLE "log_checkpoint" (
	"size" bigint PRIMARY KEY NOT NULL,
	"note" text NOT NULL,
	"signed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log_entry" (
	"index" bigint PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"subject" text,
	"body" text NOT NULL,
	"root" "bytea" NOT NULL,
	"appended_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "log_entry_once" UNIQUE("type","subject"),
	CONSTRAINT "log_entry_size" CHECK (octet_length("body") < 65536)
);
--> statement-breakpoint
CREATE TABLE "log_node" (
	"level" smallint NOT NULL,
	"index" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "log_node_level_index_pk" PRIMARY KEY("level","index")
);
--> statement-breakpoint
CREATE TABLE "shares_node" (
	"clawback_id" text NOT NULL,
	"revision" integer NOT NULL,
	"level" smallint NOT NULL,
	"index" integer NOT NULL,
	"node" "bytea" NOT NULL,
	CONSTRAINT "shares_node_clawback_id_revision_level_index_pk" PRIMARY KEY("clawback_id","revision","level","index")
);
--> statement-breakpoint
CREATE TABLE "shares_tree" (
	"clawback_id" text NOT NULL,
	"revision" integer NOT NULL,
	"context" text NOT NULL,
	"root" text NOT NULL,
	CONSTRAINT "shares_tree_clawback_id_revision_pk" PRIMARY KEY("clawback_id","revision"),
	CONSTRAINT "shares_tree_root" CHECK ("root" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "snapshot_secret" (
	"snapshot_id" text PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "statement_link" (
	"token_digest" text PRIMARY KEY NOT NULL,
	"clawback_id" text NOT NULL,
	"account" text collate "C" NOT NULL,
	"officer_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"opened_at" timestamp with time zone,
	CONSTRAINT "statement_link_digest" CHECK ("token_digest" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "statement_link_expiry" CHECK ("expires_at" <= "created_at" + interval '31 days')
);
--> statement-breakpoint
ALTER TABLE "claims_node" ADD CONSTRAINT "claims_node_snapshot_id_claims_tree_snapshot_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "public"."claims_tree"("snapshot_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims_piece" ADD CONSTRAINT "claims_piece_snapshot_id_claims_tree_snapshot_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "public"."claims_tree"("snapshot_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims_tree" ADD CONSTRAINT "claims_tree_snapshot_id_snapshot_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "public"."snapshot"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares_node" ADD CONSTRAINT "shares_node_clawback_id_revision_clawback_revision_clawback_id_revision_fk" FOREIGN KEY ("clawback_id","revision") REFERENCES "public"."clawback_revision"("clawback_id","revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares_tree" ADD CONSTRAINT "shares_tree_clawback_id_revision_clawback_revision_clawback_id_revision_fk" FOREIGN KEY ("clawback_id","revision") REFERENCES "public"."clawback_revision"("clawback_id","revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshot_secret" ADD CONSTRAINT "snapshot_secret_snapshot_id_snapshot_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "public"."snapshot"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_link" ADD CONSTRAINT "statement_link_clawback_id_execution_clawback_id_fk" FOREIGN KEY ("clawback_id") REFERENCES "public"."execution"("clawback_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_link" ADD CONSTRAINT "statement_link_officer_id_officer_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claims_piece_position" ON "claims_piece" USING btree ("snapshot_id","first_position");--> statement-breakpoint
CREATE INDEX "claim_owner_accounts" ON "claim" USING btree ("snapshot_id","owner") WHERE "claim"."owner" is not null;