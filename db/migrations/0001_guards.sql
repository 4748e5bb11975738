-- Roles by SQL: the application's role owns nothing and is given its login by the operator.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ballast_app') THEN
    CREATE ROLE ballast_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
END $$;
--> statement-breakpoint
REVOKE ALL ON SCHEMA public FROM PUBLIC;
--> statement-breakpoint
-- A temporary table must not stand in for a real one: the guards name their path, and nobody makes any.
DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()); END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO ballast_app;
--> statement-breakpoint
GRANT USAGE ON SCHEMA drizzle TO ballast_app;
--> statement-breakpoint
GRANT SELECT ON drizzle.__drizzle_migrations TO ballast_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO ballast_app;
--> statement-breakpoint
REVOKE INSERT ON asset, fund, policy FROM ballast_app;
--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ballast_app;
--> statement-breakpoint
GRANT UPDATE (seen_at, ended_at) ON session TO ballast_app;
--> statement-breakpoint
GRANT UPDATE (state) ON loss_import TO ballast_app;
--> statement-breakpoint
GRANT DELETE ON loss_staged TO ballast_app;
--> statement-breakpoint
GRANT UPDATE (state, frozen_at, digest, eligible_count, house_count, exempt_count, eligible_base, house_base, exempt_base, capacity) ON snapshot TO ballast_app;
--> statement-breakpoint
GRANT DELETE ON snapshot, claim TO ballast_app;
--> statement-breakpoint
GRANT UPDATE (state, envelope, subject_digest, summary, proposed_at, expires_at, decided_at) ON clawback_revision TO ballast_app;
--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY ARRAY['fund_entry', 'loss', 'policy', 'clawback', 'clawback_revision_loss', 'levy',
    'clawback_participant', 'signoff_statement', 'signoff', 'execution', 'execution_loss', 'journal_line',
    'report', 'idempotency', 'audit'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['snapshot', 'claim', 'clawback_revision', 'officer', 'fund', 'asset'] LOOP
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER fund_kept BEFORE UPDATE OR DELETE ON fund FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A frozen snapshot and its claims never change.
CREATE FUNCTION guard_snapshot() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF OLD.state = 'frozen' THEN
    RAISE EXCEPTION 'snapshot % is frozen', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER snapshot_frozen BEFORE UPDATE OR DELETE ON snapshot FOR EACH ROW EXECUTE FUNCTION guard_snapshot();
--> statement-breakpoint
CREATE FUNCTION guard_claim() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  -- Held until commit, so that a freeze at the same moment waits for these rows or these see it.
  PERFORM FROM snapshot WHERE id IN (SELECT snapshot_id FROM changed) FOR SHARE;
  IF EXISTS (SELECT FROM changed JOIN snapshot ON snapshot.id = changed.snapshot_id AND snapshot.state = 'frozen') THEN
    RAISE EXCEPTION 'claims of a frozen snapshot cannot change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER claim_added AFTER INSERT ON claim REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION guard_claim();
--> statement-breakpoint
CREATE TRIGGER claim_removed AFTER DELETE ON claim REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION guard_claim();
--> statement-breakpoint
CREATE TRIGGER claim_kept BEFORE UPDATE ON claim FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Levies are written once, while their revision is a draft, and only on the claims of its snapshot.
CREATE FUNCTION guard_levy() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  PERFORM FROM clawback_revision WHERE (clawback_id, revision) IN (SELECT clawback_id, revision FROM changed) FOR SHARE;
  IF EXISTS (SELECT FROM changed c JOIN clawback_revision r USING (clawback_id, revision) WHERE r.state <> 'draft') THEN
    RAISE EXCEPTION 'levies of a proposed revision cannot change' USING ERRCODE = 'restrict_violation';
  END IF;
  IF EXISTS (SELECT FROM changed c JOIN clawback_revision r USING (clawback_id, revision)
    LEFT JOIN claim k ON k.snapshot_id = r.snapshot_id AND k.account = c.account
    WHERE k.account IS NULL OR k.base <> c.base OR (k.class = 'exempt' AND c.amount <> 0)
      OR (k.owner IS NULL AND c.amount > coalesce(k.cap, k.base))) THEN
    RAISE EXCEPTION 'a levy needs its claim, within the cap' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER levy_added AFTER INSERT ON levy REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION guard_levy();
--> statement-breakpoint
-- The states of signoff.md section 2: a revision moves only along these arrows, and what was signed stays.
CREATE FUNCTION guard_revision() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE total record; BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a revision is never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
    'draft>superseded', 'draft>proposed', 'proposed>approved', 'proposed>rejected', 'proposed>vetoed',
    'proposed>withdrawn', 'proposed>expired', 'proposed>superseded', 'approved>proposed', 'approved>executed',
    'approved>vetoed', 'approved>expired', 'approved>superseded', 'approved>stale', 'executed>settling',
    'settling>settled', 'settling>held', 'held>settling', 'held>settled') THEN
    RAISE EXCEPTION 'a revision cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state <> 'draft' AND (NEW.envelope, NEW.subject_digest, NEW.summary, NEW.proposed_at, NEW.expires_at)
    IS DISTINCT FROM (OLD.envelope, OLD.subject_digest, OLD.summary, OLD.proposed_at, OLD.expires_at) THEN
    RAISE EXCEPTION 'what was proposed cannot change' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (to_jsonb(NEW) - '{state,envelope,subject_digest,summary,proposed_at,expires_at,decided_at}'::text[])
    <> (to_jsonb(OLD) - '{state,envelope,subject_digest,summary,proposed_at,expires_at,decided_at}'::text[]) THEN
    RAISE EXCEPTION 'a revision is never edited: make a new one' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state <> OLD.state AND NEW.state IN ('proposed', 'approved', 'rejected') AND NOT EXISTS (
    SELECT FROM signoff s WHERE s.clawback_id = NEW.clawback_id AND s.revision = NEW.revision
      AND s.decision = CASE NEW.state WHEN 'proposed' THEN 'propose' WHEN 'approved' THEN 'approve' ELSE 'reject' END) THEN
    RAISE EXCEPTION 'nobody signed that this revision is %', NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'executed' AND NOT EXISTS (SELECT FROM execution WHERE clawback_id = NEW.clawback_id AND revision = NEW.revision) THEN
    RAISE EXCEPTION 'this revision has no execution' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state = 'draft' AND NEW.state = 'proposed' THEN
    SELECT count(*) FILTER (WHERE amount > 0) AS charged, coalesce(sum(amount), 0) AS levied, count(*) AS claims
      INTO total FROM levy WHERE clawback_id = NEW.clawback_id AND revision = NEW.revision;
    IF total.levied <> NEW.levied OR total.charged <> NEW.accounts_charged
      OR total.claims <> (SELECT rows_expected FROM snapshot WHERE id = NEW.snapshot_id AND state = 'frozen') THEN
      RAISE EXCEPTION 'the levies do not add up to the revision' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER revision_moves BEFORE UPDATE OR DELETE ON clawback_revision FOR EACH ROW EXECUTE FUNCTION guard_revision();
--> statement-breakpoint
-- A revision begins as a draft over a frozen snapshot of the same fund.
CREATE FUNCTION guard_new_revision() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF NEW.state <> 'draft' THEN
    RAISE EXCEPTION 'a revision begins as a draft' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM snapshot s JOIN clawback c ON c.fund_id = s.fund_id
    WHERE s.id = NEW.snapshot_id AND s.state = 'frozen' AND c.id = NEW.clawback_id) THEN
    RAISE EXCEPTION 'a revision needs a frozen snapshot of its fund' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM clawback_participant p WHERE (p.clawback_id, p.officer_id, p.part) = (NEW.clawback_id, NEW.author_id, 'author')) THEN
    RAISE EXCEPTION 'the author of a revision is an author of its run' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER revision_begins BEFORE INSERT ON clawback_revision FOR EACH ROW EXECUTE FUNCTION guard_new_revision();
--> statement-breakpoint
-- An execution follows an approval by somebody who wrote nothing, and names the digest that was signed.
CREATE FUNCTION guard_execution() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF NOT EXISTS (
    SELECT FROM clawback_revision r JOIN clawback c ON c.id = r.clawback_id
    WHERE r.clawback_id = NEW.clawback_id AND r.revision = NEW.revision AND r.state = 'approved'
      AND r.subject_digest = NEW.run_digest AND c.nonce = NEW.nonce AND c.fund_id = NEW.fund_id
      AND r.expires_at > now()
      AND EXISTS (SELECT FROM signoff s WHERE (s.clawback_id, s.revision, s.decision) = (r.clawback_id, r.revision, 'propose'))
      AND EXISTS (SELECT FROM signoff s JOIN officer o ON o.id = s.officer_id
        WHERE (s.clawback_id, s.revision, s.decision) = (r.clawback_id, r.revision, 'approve')
          AND o.disabled_at IS NULL AND 'approver' = ANY (o.roles))) THEN
    RAISE EXCEPTION 'an execution needs an approved, unexpired revision' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER execution_approved BEFORE INSERT ON execution FOR EACH ROW EXECUTE FUNCTION guard_execution();
--> statement-breakpoint
CREATE FUNCTION guard_journal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF (SELECT sum(amount) FROM journal_line WHERE clawback_id = NEW.clawback_id) <> 0 THEN
    RAISE EXCEPTION 'the journal of % does not balance', NEW.clawback_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER journal_balances AFTER INSERT ON journal_line DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_journal();
--> statement-breakpoint
-- At commit an execution stands whole: six journal lines as signed, every loss, the fund's draw.
CREATE FUNCTION guard_released() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE r clawback_revision; BEGIN
  SELECT * INTO r FROM clawback_revision WHERE clawback_id = NEW.clawback_id AND revision = NEW.revision;
  IF r.state NOT IN ('executed', 'settling', 'held', 'settled')
    OR (SELECT jsonb_object_agg(account, amount) FROM journal_line WHERE clawback_id = NEW.clawback_id) IS DISTINCT FROM
      jsonb_build_object('loss', -r.gross_loss, 'fund', r.fund_draw, 'operator', r.operator_draw, 'levies', r.levied,
        'residual', r.residual, 'uncovered', r.uncovered)
    OR EXISTS (SELECT loss_id FROM clawback_revision_loss WHERE (clawback_id, revision) = (r.clawback_id, r.revision)
      EXCEPT SELECT loss_id FROM execution_loss WHERE clawback_id = r.clawback_id)
    OR coalesce((SELECT -sum(amount) FROM fund_entry WHERE fund_id = NEW.fund_id AND source_id = 'clawback/' || r.clawback_id), 0) <> r.fund_draw THEN
    RAISE EXCEPTION 'the execution of % is not whole', NEW.clawback_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER execution_whole AFTER INSERT ON execution DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_released();
--> statement-breakpoint
-- The losses of a revision are chosen while it is a draft, and only they are ever executed with it.
CREATE FUNCTION guard_run_loss() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF TG_TABLE_NAME = 'clawback_revision_loss' THEN
    IF NOT EXISTS (SELECT FROM clawback_revision WHERE (clawback_id, revision, state) = (NEW.clawback_id, NEW.revision, 'draft')) THEN
      RAISE EXCEPTION 'the losses of a proposed revision cannot change' USING ERRCODE = 'restrict_violation';
    END IF;
  ELSIF NOT EXISTS (SELECT FROM execution x JOIN clawback_revision_loss l USING (clawback_id, revision)
    WHERE x.clawback_id = NEW.clawback_id AND l.loss_id = NEW.loss_id) THEN
    RAISE EXCEPTION 'this loss is not part of the executed run' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER loss_chosen AFTER INSERT ON clawback_revision_loss FOR EACH ROW EXECUTE FUNCTION guard_run_loss();
--> statement-breakpoint
CREATE TRIGGER loss_executed AFTER INSERT ON execution_loss FOR EACH ROW EXECUTE FUNCTION guard_run_loss();
--> statement-breakpoint
CREATE FUNCTION guard_report() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF NEW.id <> NEW.clawback_id OR (NEW.body::jsonb -> 'run' ->> 'runDigest') IS DISTINCT FROM
    (SELECT run_digest FROM execution WHERE clawback_id = NEW.clawback_id) THEN
    RAISE EXCEPTION 'a report is about its execution' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER report_of_execution BEFORE INSERT ON report FOR EACH ROW EXECUTE FUNCTION guard_report();
--> statement-breakpoint
-- The audit chain: numbered and hashed here, under a lock that is taken by the last insert before commit.
CREATE FUNCTION chain_audit() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE head record; BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ballast/audit'));
  SELECT seq, hash INTO head FROM audit ORDER BY seq DESC LIMIT 1;
  NEW.seq := coalesce(head.seq, 0) + 1;
  NEW.prev := coalesce(head.hash, repeat('0', 64));
  NEW.at := clock_timestamp();
  NEW.hash := encode(sha256(convert_to(jsonb_build_object('seq', NEW.seq::text, 'prev', NEW.prev,
    'at', to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'officer', NEW.officer_id, 'verb', NEW.verb,
    'subject', NEW.subject, 'outcome', NEW.outcome, 'inputDigest', NEW.input_digest, 'denied', NEW.denied)::text, 'UTF8')), 'hex');
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_chained BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION chain_audit();
--> statement-breakpoint
-- The digest of a snapshot is computed by the database over its canonical form (allocation.md section 2).
CREATE FUNCTION canonical_line(c claim) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT concat_ws(',', c.account, coalesce(c.owner, ''), c.class, c.base::text, coalesce(c.equity::text, ''),
    coalesce(c.cap::text, ''), coalesce(c.weight, ''), coalesce(c.score, '')) || E'\n'
$$;
--> statement-breakpoint
CREATE FUNCTION canonical_snapshot(wanted text) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT '# salt ' || s.salt || E'\naccount,owner,class,base,equity,cap,weight,score\n'
    || coalesce((SELECT string_agg(canonical_line(c), '' ORDER BY c.account) FROM claim c WHERE c.snapshot_id = s.id), '')
  FROM snapshot s WHERE s.id = wanted
$$;
--> statement-breakpoint
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO ballast_app;
