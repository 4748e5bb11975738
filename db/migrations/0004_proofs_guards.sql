GRANT SELECT, INSERT ON snapshot_secret, claims_tree, claims_piece, claims_node, shares_tree, shares_node, log_entry, log_node, log_checkpoint, statement_link TO ballast_app;
--> statement-breakpoint
GRANT UPDATE (root, counts), DELETE ON claims_tree TO ballast_app;
--> statement-breakpoint
GRANT UPDATE (opened_at) ON statement_link TO ballast_app;
--> statement-breakpoint
DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY ARRAY['shares_tree', 'shares_node', 'log_entry', 'log_node', 'log_checkpoint'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['shares_tree', 'shares_node', 'log_entry', 'log_node', 'log_checkpoint', 'claims_tree',
    'claims_piece', 'claims_node', 'statement_link'] LOOP
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- A claims tree grows while its snapshot is importing and goes only with it; the secret alone may go later.
CREATE FUNCTION guard_claims_tree() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF TG_OP <> 'DELETE' THEN
    PERFORM FROM snapshot WHERE id = NEW.snapshot_id AND state = 'importing' FOR SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'the tree of a frozen snapshot cannot change' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT FROM snapshot WHERE id = OLD.snapshot_id AND state = 'frozen') THEN
    RAISE EXCEPTION 'the tree of a frozen snapshot cannot change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;
--> statement-breakpoint
CREATE TRIGGER claims_tree_kept BEFORE INSERT OR UPDATE OR DELETE ON claims_tree FOR EACH ROW EXECUTE FUNCTION guard_claims_tree();
--> statement-breakpoint
CREATE TRIGGER claims_piece_kept BEFORE INSERT OR UPDATE OR DELETE ON claims_piece FOR EACH ROW EXECUTE FUNCTION guard_claims_tree();
--> statement-breakpoint
CREATE TRIGGER claims_node_kept BEFORE INSERT OR UPDATE OR DELETE ON claims_node FOR EACH ROW EXECUTE FUNCTION guard_claims_tree();
--> statement-breakpoint
CREATE TRIGGER snapshot_secret_brought BEFORE INSERT OR UPDATE ON snapshot_secret FOR EACH ROW EXECUTE FUNCTION guard_claims_tree();
--> statement-breakpoint
-- The tree commits to the claims as they stood when its leaves were placed: no claim comes or goes after that.
CREATE FUNCTION guard_placed_claim() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF EXISTS (SELECT FROM changed JOIN claims_tree USING (snapshot_id)) THEN
    RAISE EXCEPTION 'claims that stand in a tree cannot change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER claim_placed_added AFTER INSERT ON claim REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION guard_placed_claim();
--> statement-breakpoint
CREATE TRIGGER claim_placed_removed AFTER DELETE ON claim REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION guard_placed_claim();
--> statement-breakpoint
CREATE FUNCTION guard_shares() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  PERFORM FROM clawback_revision WHERE (clawback_id, revision, state) = (NEW.clawback_id, NEW.revision, 'draft') FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the shares tree of a proposed revision cannot change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER shares_tree_of_draft BEFORE INSERT ON shares_tree FOR EACH ROW EXECUTE FUNCTION guard_shares();
--> statement-breakpoint
CREATE TRIGGER shares_node_of_draft BEFORE INSERT ON shares_node FOR EACH ROW EXECUTE FUNCTION guard_shares();
--> statement-breakpoint
-- Entries follow each other without a gap, and the hash of each stands in the tree: checked at commit.
CREATE FUNCTION guard_log_entry() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF NEW.index <> coalesce((SELECT max(index) + 1 FROM log_entry), 0) THEN
    RAISE EXCEPTION 'entry % does not follow the last one', NEW.index USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.body::jsonb ->> 'type') IS DISTINCT FROM NEW.type THEN
    RAISE EXCEPTION 'entry % says another type', NEW.index USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER log_entry_follows BEFORE INSERT ON log_entry FOR EACH ROW EXECUTE FUNCTION guard_log_entry();
--> statement-breakpoint
CREATE FUNCTION guard_log_leaf() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF (SELECT hash FROM log_node WHERE level = 0 AND index = NEW.index)
    IS DISTINCT FROM sha256('\x00'::bytea || convert_to(NEW.body, 'UTF8')) THEN
    RAISE EXCEPTION 'entry % is not in the tree', NEW.index USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER log_entry_in_tree AFTER INSERT ON log_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_log_leaf();
--> statement-breakpoint
CREATE FUNCTION guard_log_node() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF NEW.level > 0 AND NEW.hash IS DISTINCT FROM (SELECT sha256('\x01'::bytea || l.hash || r.hash) FROM log_node l, log_node r
    WHERE (l.level, l.index) = (NEW.level - 1, NEW.index * 2) AND (r.level, r.index) = (NEW.level - 1, NEW.index * 2 + 1)) THEN
    RAISE EXCEPTION 'node % of level % is not above its two', NEW.index, NEW.level USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER log_node_above AFTER INSERT ON log_node DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_log_node();
--> statement-breakpoint
-- A checkpoint is about the log as it stands here; whose signature it bears the application has verified.
CREATE FUNCTION guard_log_checkpoint() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF split_part(NEW.note, E'\n', 2) <> NEW.size::text
    OR split_part(NEW.note, E'\n', 3) IS DISTINCT FROM (SELECT encode(root, 'base64') FROM log_entry WHERE index = NEW.size - 1) THEN
    RAISE EXCEPTION 'checkpoint % is not of this log', NEW.size USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER log_checkpoint_of_log BEFORE INSERT ON log_checkpoint FOR EACH ROW EXECUTE FUNCTION guard_log_checkpoint();
--> statement-breakpoint
-- What is frozen, proposed, executed or published stands in the log when the transaction commits.
CREATE FUNCTION guard_logged() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE wanted text; about text; expected text; named text; BEGIN
  IF TG_TABLE_NAME = 'snapshot' THEN
    wanted := 'snapshot'; about := NEW.id; named := 'claimsRoot';
    SELECT t.root INTO expected FROM claims_tree t WHERE t.snapshot_id = NEW.id;
  ELSIF TG_TABLE_NAME = 'clawback_revision' THEN
    wanted := 'proposal'; about := NEW.clawback_id || '/' || NEW.revision; named := 'sharesRoot';
    SELECT t.root INTO expected FROM shares_tree t WHERE (t.clawback_id, t.revision) = (NEW.clawback_id, NEW.revision);
  ELSIF TG_TABLE_NAME = 'execution' THEN
    wanted := 'execution'; about := NEW.clawback_id; named := 'runDigest'; expected := NEW.run_digest;
  ELSE
    wanted := 'report'; about := NEW.id || '/v' || NEW.version; named := 'sha256'; expected := NEW.sha256;
  END IF;
  IF expected IS NULL OR NOT EXISTS (SELECT FROM log_entry e WHERE e.type = wanted AND e.subject = about AND (e.body::jsonb ->> named) = expected) THEN
    RAISE EXCEPTION '% % does not stand in the log', wanted, about USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER snapshot_logged AFTER UPDATE ON snapshot DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.state <> 'frozen' AND NEW.state = 'frozen') EXECUTE FUNCTION guard_logged();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER revision_logged AFTER UPDATE ON clawback_revision DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.state = 'draft' AND NEW.state = 'proposed') EXECUTE FUNCTION guard_logged();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER execution_logged AFTER INSERT ON execution DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_logged();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER report_logged AFTER INSERT ON report DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_logged();
--> statement-breakpoint
-- A link is opened by its token alone, and its opening is never taken back.
CREATE FUNCTION guard_statement_link() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF OLD.opened_at IS NOT NULL AND NEW.opened_at IS DISTINCT FROM OLD.opened_at THEN
    RAISE EXCEPTION 'a link that was opened stays opened' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER statement_link_opened BEFORE UPDATE ON statement_link FOR EACH ROW EXECUTE FUNCTION guard_statement_link();
--> statement-breakpoint
CREATE TRIGGER statement_link_kept BEFORE DELETE ON statement_link FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
REVOKE ALL ON FUNCTION guard_claims_tree, guard_placed_claim, guard_shares, guard_log_entry, guard_log_leaf, guard_log_node, guard_log_checkpoint, guard_logged, guard_statement_link FROM PUBLIC;
