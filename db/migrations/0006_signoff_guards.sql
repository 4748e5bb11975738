GRANT SELECT, INSERT ON desk_change, officer_owner, passkey, passkey_ceremony, signoff_subject, subject_comment, rate_limit, policy TO ballast_app;
--> statement-breakpoint
GRANT UPDATE (count), DELETE ON rate_limit TO ballast_app;
--> statement-breakpoint
GRANT DELETE ON officer_owner TO ballast_app;
--> statement-breakpoint
GRANT UPDATE (name, counter, used_at, active_at, revoked_at) ON passkey TO ballast_app;
--> statement-breakpoint
GRANT UPDATE (roles, "group", disabled_at, changed_at) ON officer TO ballast_app;
--> statement-breakpoint
GRANT UPDATE (state, subject, subject_digest, summary, proposed_at, decide_by, not_before, expires_at, decided_at, executed_at) ON desk_change TO ballast_app;
--> statement-breakpoint
GRANT UPDATE (not_before) ON clawback_revision TO ballast_app;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE change_number TO ballast_app;
--> statement-breakpoint
DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY ARRAY['passkey_ceremony', 'signoff_subject', 'subject_comment'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['officer_owner', 'passkey_ceremony', 'signoff_subject', 'subject_comment', 'passkey', 'desk_change'] LOOP
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER passkey_kept BEFORE DELETE ON passkey FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Whether the owner of the tables is at work: he seeds and migrates, the application never does.
CREATE FUNCTION is_owner() RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT current_user = tableowner FROM pg_tables WHERE schemaname = 'public' AND tablename = 'officer'
$$;
--> statement-breakpoint
CREATE FUNCTION is_paused() RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce((SELECT kind = 'paused' FROM desk_change WHERE state = 'executed' AND kind IN ('paused', 'resumed')
    ORDER BY executed_at DESC, nonce DESC LIMIT 1), false)
$$;
--> statement-breakpoint
-- Approvals that count now: not taken back, by officers who still may approve, with keys still in force.
CREATE FUNCTION counting_approvals(of_type text, of_id text, of_revision integer)
  RETURNS TABLE (officer_id uuid, in_group text, is_device_bound boolean) LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.officer_id, o."group", k.is_device_bound FROM signoff s
    JOIN signoff_statement t ON t.challenge_id = s.challenge_id
    JOIN officer o ON o.id = s.officer_id JOIN passkey k ON k.credential_id = t.credential_id
  WHERE (s.subject_type, s.subject_id, s.revision, s.decision) = (of_type, of_id, of_revision, 'approve')
    AND o.disabled_at IS NULL AND 'approver' = ANY (o.roles) AND k.active_at IS NOT NULL AND k.revoked_at IS NULL
    AND NOT EXISTS (SELECT FROM signoff w WHERE w.takes_back = s.challenge_id)
    AND (of_type = 'clawback' OR s.signed_at < (SELECT decide_by FROM desk_change WHERE id = of_id))
$$;
--> statement-breakpoint
CREATE FUNCTION is_quorum_met(quorum jsonb, of_type text, of_id text, of_revision integer)
  RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(count(DISTINCT a.officer_id) >= (quorum ->> 'approvals')::int AND count(DISTINCT a.in_group) >= (quorum ->> 'groups')::int, false)
  FROM counting_approvals(of_type, of_id, of_revision) a
  WHERE (jsonb_array_length(quorum -> 'among') = 0 OR quorum -> 'among' ? a.in_group)
    AND (NOT (quorum ->> 'deviceBound')::boolean OR a.is_device_bound)
$$;
--> statement-breakpoint
-- The tier of a policy by its name; the highest one without a name. A policy that says nothing asks for the most.
CREATE FUNCTION tier_of(content jsonb, named text) RETURNS jsonb LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN named IS NULL THEN tiers -> -1 ELSE (SELECT t FROM jsonb_array_elements(tiers) t WHERE t ->> 'name' = named) END
  FROM (SELECT coalesce(content -> 'signoff' -> 'tiers', '[{"name": "T3", "coolingOffSeconds": "14400",
    "quorum": {"approvals": "3", "groups": "2", "among": ["compliance", "risk", "treasury"], "deviceBound": true}}]'::jsonb) AS tiers) p
$$;
--> statement-breakpoint
-- What a change that widens needs at least: the most of what the highest tiers of all policies in force ask for.
CREATE FUNCTION is_strict_enough(quorum jsonb, delay interval) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT (quorum ->> 'approvals')::int >= greatest(1, coalesce(max((t -> 'quorum' ->> 'approvals')::int), 3))
    AND (quorum ->> 'groups')::int >= coalesce(max((t -> 'quorum' ->> 'groups')::int), 2)
    AND ((quorum ->> 'deviceBound')::boolean OR NOT coalesce(bool_or((t -> 'quorum' ->> 'deviceBound')::boolean), true))
    AND (delay IS NULL OR delay >= coalesce(max(waits), 259200) * interval '1 second')
  FROM (SELECT tier_of(content, NULL) AS t, coalesce(content -> 'signoff' ->> 'changeDelaySeconds', '259200')::bigint AS waits
    FROM policy p WHERE effective_at <= now()
      AND NOT EXISTS (SELECT FROM policy n WHERE n.id = p.id AND n.version > p.version AND n.effective_at <= now())) current
$$;
--> statement-breakpoint
CREATE FUNCTION is_narrowing(change jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE change ->> 'kind' WHEN 'key-revoked' THEN true WHEN 'officer-removed' THEN true WHEN 'paused' THEN true WHEN 'account-linked' THEN true
    WHEN 'roles-changed' THEN change -> 'from' ->> 'group' = change -> 'to' ->> 'group' AND change -> 'from' -> 'roles' @> (change -> 'to' -> 'roles')
    ELSE false END
$$;
--> statement-breakpoint
CREATE FUNCTION note_subject() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF TG_TABLE_NAME = 'desk_change' THEN
    INSERT INTO signoff_subject VALUES (NEW.subject_type, NEW.id, 1);
  ELSE
    INSERT INTO signoff_subject VALUES ('clawback', NEW.clawback_id, NEW.revision);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER revision_signable AFTER INSERT ON clawback_revision FOR EACH ROW EXECUTE FUNCTION note_subject();
--> statement-breakpoint
CREATE TRIGGER change_signable AFTER INSERT ON desk_change FOR EACH ROW EXECUTE FUNCTION note_subject();
--> statement-breakpoint
-- A sign-off uses up a fresh statement with the key that the statement names, in force and its officer's own.
CREATE FUNCTION guard_signoff() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF NOT EXISTS (SELECT FROM signoff_statement t JOIN passkey k ON k.credential_id = t.credential_id
    WHERE t.challenge_id = NEW.challenge_id AND t.expires_at > now() AND k.officer_id = NEW.officer_id
      AND k.active_at IS NOT NULL AND k.revoked_at IS NULL AND NEW.evidence ->> 'credentialId' = t.credential_id) THEN
    RAISE EXCEPTION 'a sign-off needs a fresh statement and a key in force' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.decision = 'withdraw' AND NOT EXISTS (SELECT FROM signoff s WHERE s.challenge_id = NEW.takes_back
    AND (s.subject_type, s.subject_id, s.revision, s.officer_id) = (NEW.subject_type, NEW.subject_id, NEW.revision, NEW.officer_id)
    AND s.decision IN ('propose', 'approve')) THEN
    RAISE EXCEPTION 'only one''s own sign-off is taken back' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER signoff_fits BEFORE INSERT ON signoff FOR EACH ROW EXECUTE FUNCTION guard_signoff();
--> statement-breakpoint
CREATE FUNCTION guard_decision_logged() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF NOT EXISTS (SELECT FROM log_entry e JOIN signoff_statement t ON t.challenge_id = NEW.challenge_id
    WHERE e.type = 'decision' AND e.subject = t.challenge AND e.body::jsonb ->> 'kind' = NEW.decision) THEN
    RAISE EXCEPTION 'decision % does not stand in the log', NEW.challenge_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER signoff_logged AFTER INSERT ON signoff DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_decision_logged();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION guard_revision() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE total record; written text[] := '{state,envelope,subject_digest,summary,proposed_at,not_before,expires_at,decided_at}'; wanted text; BEGIN
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
  IF OLD.state <> 'draft' AND (NEW.envelope, NEW.subject_digest, NEW.summary, NEW.proposed_at, NEW.not_before, NEW.expires_at)
    IS DISTINCT FROM (OLD.envelope, OLD.subject_digest, OLD.summary, OLD.proposed_at, OLD.not_before, OLD.expires_at) THEN
    RAISE EXCEPTION 'what was proposed cannot change' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (to_jsonb(NEW) - written) <> (to_jsonb(OLD) - written) THEN
    RAISE EXCEPTION 'a revision is never edited: make a new one' USING ERRCODE = 'restrict_violation';
  END IF;
  wanted := CASE NEW.state WHEN 'proposed' THEN 'propose' WHEN 'rejected' THEN 'reject' WHEN 'vetoed' THEN 'veto' WHEN 'withdrawn' THEN 'withdraw' END;
  IF NEW.state <> OLD.state AND wanted IS NOT NULL AND NOT EXISTS (
    SELECT FROM signoff s WHERE (s.subject_type, s.subject_id, s.revision, s.decision) = ('clawback', NEW.clawback_id, NEW.revision, wanted)) THEN
    RAISE EXCEPTION 'nobody signed that this revision is %', NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'approved' AND OLD.state <> 'approved'
    AND NOT is_quorum_met(NEW.envelope::jsonb -> 'quorum', 'clawback', NEW.clawback_id, NEW.revision) THEN
    RAISE EXCEPTION 'too few approvals count for this revision' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'executed' AND NOT EXISTS (SELECT FROM execution WHERE clawback_id = NEW.clawback_id AND revision = NEW.revision) THEN
    RAISE EXCEPTION 'this revision has no execution' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state = 'draft' AND NEW.state = 'proposed' THEN
    IF NEW.envelope::jsonb ->> 'v' IS DISTINCT FROM '2' OR NOT EXISTS (SELECT FROM policy p, tier_of(p.content, NEW.envelope::jsonb ->> 'tier') t
      WHERE (p.id, p.version) = (NEW.policy_id, NEW.policy_version) AND NEW.envelope::jsonb -> 'policy' ->> 'digest' = p.digest
        AND t -> 'quorum' = NEW.envelope::jsonb -> 'quorum' AND (t -> 'quorum' ->> 'approvals')::int >= 1
        AND NEW.not_before >= now() + (t ->> 'coolingOffSeconds')::int * interval '1 second') THEN
      RAISE EXCEPTION 'the quorum and the cooling-off are those of the policy' USING ERRCODE = 'check_violation';
    END IF;
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
CREATE OR REPLACE FUNCTION guard_new_revision() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF NEW.state <> 'draft' THEN
    RAISE EXCEPTION 'a revision begins as a draft' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM snapshot s JOIN clawback c ON c.fund_id = s.fund_id
    WHERE s.id = NEW.snapshot_id AND s.state = 'frozen' AND c.id = NEW.clawback_id) THEN
    RAISE EXCEPTION 'a revision needs a frozen snapshot of its fund' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM participant p WHERE (p.subject_type, p.subject_id, p.officer_id, p.part) = ('clawback', NEW.clawback_id, NEW.author_id, 'author')) THEN
    RAISE EXCEPTION 'the author of a revision is an author of its run' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- An execution follows a quorum that still stands, after its cooling-off, and names the digest that was signed.
CREATE OR REPLACE FUNCTION guard_execution() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF NOT EXISTS (
    SELECT FROM clawback_revision r JOIN clawback c ON c.id = r.clawback_id
    WHERE r.clawback_id = NEW.clawback_id AND r.revision = NEW.revision AND r.state = 'approved'
      AND r.subject_digest = NEW.run_digest AND c.nonce = NEW.nonce AND c.fund_id = NEW.fund_id
      AND r.expires_at > now() AND r.not_before <= now() AND NOT is_paused() AND r.envelope::jsonb ->> 'v' = '2'
      AND EXISTS (SELECT FROM signoff s WHERE (s.subject_type, s.subject_id, s.revision, s.decision) = ('clawback', r.clawback_id, r.revision, 'propose'))
      AND NOT EXISTS (SELECT FROM signoff s WHERE (s.subject_type, s.subject_id, s.revision) = ('clawback', r.clawback_id, r.revision)
        AND s.decision IN ('reject', 'veto'))
      AND is_quorum_met(r.envelope::jsonb -> 'quorum', 'clawback', r.clawback_id, r.revision)) THEN
    RAISE EXCEPTION 'an execution needs an approved, unexpired revision' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- A change of the desk moves along the same arrows, and takes effect with its quorum, in its time.
CREATE FUNCTION guard_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE written text[] := '{state,subject,subject_digest,summary,proposed_at,decide_by,not_before,expires_at,decided_at,executed_at}'; wanted text; BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a change is never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' OR NEW.executed_at IS NOT NULL THEN
      RAISE EXCEPTION 'a change begins as a draft' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
    'draft>superseded', 'draft>proposed', 'proposed>approved', 'proposed>rejected', 'proposed>vetoed', 'proposed>withdrawn',
    'proposed>expired', 'approved>proposed', 'approved>executed', 'approved>vetoed', 'approved>expired', 'approved>stale') THEN
    RAISE EXCEPTION 'a change cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state <> 'draft' AND (NEW.subject, NEW.subject_digest, NEW.summary, NEW.proposed_at, NEW.decide_by, NEW.not_before, NEW.expires_at)
    IS DISTINCT FROM (OLD.subject, OLD.subject_digest, OLD.summary, OLD.proposed_at, OLD.decide_by, OLD.not_before, OLD.expires_at)
    OR (to_jsonb(NEW) - written) <> (to_jsonb(OLD) - written) THEN
    RAISE EXCEPTION 'what was proposed cannot change' USING ERRCODE = 'restrict_violation';
  END IF;
  wanted := CASE NEW.state WHEN 'proposed' THEN 'propose' WHEN 'rejected' THEN 'reject' WHEN 'vetoed' THEN 'veto' WHEN 'withdrawn' THEN 'withdraw' END;
  IF NEW.state <> OLD.state AND wanted IS NOT NULL AND NOT EXISTS (
    SELECT FROM signoff s WHERE (s.subject_type, s.subject_id, s.decision) = (NEW.subject_type, NEW.id, wanted)) THEN
    RAISE EXCEPTION 'nobody signed that this change is %', NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state = 'draft' AND NEW.state = 'proposed' AND NOT is_narrowing(NEW.change)
    AND NOT is_strict_enough(NEW.subject::jsonb -> 'quorum', CASE WHEN NEW.kind = 'resumed' THEN NULL ELSE NEW.not_before - now() END) THEN
    RAISE EXCEPTION 'a change that widens needs what the policies in force ask for' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state IN ('approved', 'executed') AND NEW.state <> OLD.state AND (NEW.subject::jsonb -> 'change' IS DISTINCT FROM NEW.change
    OR NOT is_quorum_met(NEW.subject::jsonb -> 'quorum', NEW.subject_type, NEW.id, 1)) THEN
    RAISE EXCEPTION 'too few approvals count for this change' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'executed' AND OLD.state <> 'executed'
    AND (NEW.not_before > now() OR NEW.expires_at <= now() OR NEW.executed_at <> now() OR (is_paused() AND NEW.kind <> 'resumed' AND NOT is_narrowing(NEW.change))) THEN
    RAISE EXCEPTION 'this change does not take effect now' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER change_moves BEFORE INSERT OR UPDATE OR DELETE ON desk_change FOR EACH ROW EXECUTE FUNCTION guard_change();
--> statement-breakpoint
CREATE FUNCTION guard_change_logged() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF NOT EXISTS (SELECT FROM log_entry e WHERE e.type = 'change' AND e.subject = NEW.id AND e.body::jsonb ->> 'subjectDigest' = NEW.subject_digest) THEN
    RAISE EXCEPTION 'change % does not stand in the log', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER change_logged AFTER UPDATE ON desk_change DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.state <> 'executed' AND NEW.state = 'executed') EXECUTE FUNCTION guard_change_logged();
--> statement-breakpoint
-- Whether a change that says so takes effect in this very transaction.
CREATE FUNCTION takes_effect(of_kind text, member text, value text) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM desk_change WHERE state = 'executed' AND executed_at = now() AND kind = of_kind AND change ->> member = value)
$$;
--> statement-breakpoint
CREATE FUNCTION is_founder(pseudonym text) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM log_entry e, jsonb_array_elements(e.body::jsonb -> 'officers') o WHERE e.index = 0 AND o ->> 'officer' = pseudonym)
$$;
--> statement-breakpoint
CREATE FUNCTION sorted_roles(roles jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT array_agg(r ORDER BY r) FROM jsonb_array_elements_text(roles) r
$$;
--> statement-breakpoint
-- Officers come with the beginning of the log or by a change, and change by one.
CREATE FUNCTION guard_officer() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF is_owner() THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NOT is_founder(NEW.pseudonym) AND NOT takes_effect('officer-added', 'officer', NEW.pseudonym)
      AND EXISTS (SELECT FROM log_entry WHERE index = 0) THEN
      RAISE EXCEPTION 'an officer is added by a change' USING ERRCODE = 'check_violation';
    END IF;
  ELSIF NOT takes_effect('officer-removed', 'officer', NEW.pseudonym) AND NOT EXISTS (
    SELECT FROM desk_change c WHERE c.state = 'executed' AND c.executed_at = now() AND c.kind = 'roles-changed' AND c.change ->> 'officer' = NEW.pseudonym
      AND sorted_roles(to_jsonb(OLD.roles)) = sorted_roles(c.change -> 'from' -> 'roles') AND OLD."group" = c.change -> 'from' ->> 'group'
      AND sorted_roles(to_jsonb(NEW.roles)) = sorted_roles(c.change -> 'to' -> 'roles') AND NEW."group" = c.change -> 'to' ->> 'group'
      AND (is_narrowing(c.change) OR NEW.changed_at = now())) THEN
    RAISE EXCEPTION 'an officer changes by a change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER officer_by_change AFTER INSERT OR UPDATE ON officer DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_officer();
--> statement-breakpoint
CREATE FUNCTION guard_policy() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF NOT is_owner() AND (NEW.change_id IS NULL OR NEW.effective_at <> now() OR NOT EXISTS (
    SELECT FROM desk_change c WHERE c.id = NEW.change_id AND c.state = 'executed' AND c.executed_at = now() AND c.kind = 'policy-adopted'
      AND c.change -> 'policy' ->> 'digest' = NEW.digest)) THEN
    RAISE EXCEPTION 'a policy is adopted by a change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER policy_by_change AFTER INSERT ON policy DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_policy();
--> statement-breakpoint
-- The first keys of founders are theirs to bring, two each, within a day of the first of all.
CREATE FUNCTION guard_founding_key() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ballast/first-start'));
  IF (SELECT min(active_at) < now() - interval '24 hours' AND count(DISTINCT officer_id) >= 2 FROM passkey WHERE is_founding)
    OR (SELECT count(*) >= 2 OR bool_or(revoked_at IS NOT NULL) FROM passkey WHERE is_founding AND officer_id = NEW.officer_id) THEN
    RAISE EXCEPTION 'the first start is over' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER passkey_founding BEFORE INSERT ON passkey FOR EACH ROW WHEN (NEW.is_founding) EXECUTE FUNCTION guard_founding_key();
--> statement-breakpoint
-- A key comes into force and leaves it once, and the log says so at commit.
CREATE FUNCTION guard_passkey() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.revoked_at IS NOT NULL OR (NEW.active_at IS NOT NULL AND (NOT NEW.is_founding OR NEW.active_at <> now())) THEN
      RAISE EXCEPTION 'a key begins by waiting' USING ERRCODE = 'check_violation';
    END IF;
  ELSIF (OLD.active_at IS NOT NULL AND NEW.active_at IS DISTINCT FROM OLD.active_at)
    OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at)
    OR (OLD.revoked_at IS NOT NULL AND NEW.active_at IS DISTINCT FROM OLD.active_at) OR NEW.counter < OLD.counter THEN
    RAISE EXCEPTION 'a key comes into force once and leaves it once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER passkey_moves BEFORE INSERT OR UPDATE ON passkey FOR EACH ROW EXECUTE FUNCTION guard_passkey();
--> statement-breakpoint
CREATE FUNCTION guard_passkey_logged() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE k passkey; holder text; BEGIN
  SELECT * INTO k FROM passkey WHERE credential_id = NEW.credential_id;
  SELECT pseudonym INTO holder FROM officer WHERE id = k.officer_id;
  IF k.active_at IS NULL THEN
    RETURN NULL;
  END IF;
  IF NOT EXISTS (SELECT FROM log_entry e WHERE e.type = 'key' AND e.subject LIKE k.credential_id_hash || '/%'
    AND e.body::jsonb @> jsonb_build_object('status', CASE WHEN k.revoked_at IS NULL THEN 'active' ELSE 'revoked' END,
      'publicKey', k.public_key, 'officer', holder, 'deviceBound', k.is_device_bound, 'credentialIdHash', k.credential_id_hash,
      'founding', k.is_founding AND (SELECT changed_at IS NULL FROM officer WHERE id = k.officer_id),
      'group', (SELECT "group" FROM officer WHERE id = k.officer_id))
    AND sorted_roles(e.body::jsonb -> 'roles') = (SELECT sorted_roles(to_jsonb(roles)) FROM officer WHERE id = k.officer_id)
    AND (k.is_founding OR EXISTS (SELECT FROM log_entry c WHERE c.type = 'change' AND c.body::jsonb -> 'decisions' = e.body::jsonb -> 'decisions'))) THEN
    RAISE EXCEPTION 'key % does not stand in the log', k.credential_id_hash USING ERRCODE = 'check_violation';
  END IF;
  IF NOT is_owner() AND (CASE WHEN k.revoked_at = now()
      THEN NOT takes_effect('key-revoked', 'credentialIdHash', k.credential_id_hash) AND NOT takes_effect('officer-removed', 'officer', holder)
      WHEN k.active_at = now() AND k.is_founding THEN NOT is_founder(holder)
      WHEN k.active_at = now() THEN NOT takes_effect('key-added', 'credentialIdHash', k.credential_id_hash)
      ELSE false END) THEN
    RAISE EXCEPTION 'a key comes into force and leaves it by a change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER passkey_logged AFTER INSERT OR UPDATE OF active_at, revoked_at ON passkey DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_passkey_logged();
--> statement-breakpoint
-- Which accounts are an officer's own is recorded and taken back by changes.
CREATE FUNCTION guard_officer_owner() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ DECLARE row officer_owner; wanted text; BEGIN
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'an account of an officer is recorded or taken back' USING ERRCODE = 'restrict_violation';
  END IF;
  row := CASE TG_OP WHEN 'INSERT' THEN NEW ELSE OLD END;
  wanted := CASE TG_OP WHEN 'INSERT' THEN 'account-linked' ELSE 'account-unlinked' END;
  IF NOT is_owner() AND NOT takes_effect(wanted, 'officer', (SELECT pseudonym FROM officer WHERE id = row.officer_id)) THEN
    RAISE EXCEPTION 'an account of an officer is recorded by a change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN row;
END $$;
--> statement-breakpoint
CREATE TRIGGER officer_owner_by_change BEFORE INSERT OR UPDATE OR DELETE ON officer_owner FOR EACH ROW EXECUTE FUNCTION guard_officer_owner();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION chain_audit() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE head record; BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ballast/audit'));
  SELECT seq, hash INTO head FROM audit ORDER BY seq DESC LIMIT 1;
  NEW.seq := coalesce(head.seq, 0) + 1;
  NEW.prev := coalesce(head.hash, repeat('0', 64));
  NEW.at := clock_timestamp();
  NEW.hash := audit_hash(NEW);
  RETURN NEW;
END $$;
--> statement-breakpoint
-- Rows of before there was a before and after are hashed as they were.
CREATE FUNCTION audit_hash(a audit) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT encode(sha256(convert_to((jsonb_build_object('seq', a.seq::text, 'prev', a.prev,
    'at', to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'officer', a.officer_id, 'verb', a.verb,
    'subject', a.subject, 'outcome', a.outcome, 'inputDigest', a.input_digest, 'denied', a.denied)
    || CASE WHEN a.before IS NULL AND a.after IS NULL THEN '{}'::jsonb ELSE jsonb_build_object('before', a.before, 'after', a.after) END)::text, 'UTF8')), 'hex')
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION is_owner, is_paused, counting_approvals, is_quorum_met, note_subject, guard_signoff, guard_decision_logged, guard_change, guard_change_logged,
  takes_effect, is_founder, guard_officer, guard_policy, guard_founding_key, guard_passkey, guard_passkey_logged, guard_officer_owner, tier_of, is_strict_enough, is_narrowing, sorted_roles, audit_hash FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION is_owner, is_paused, counting_approvals, is_quorum_met, takes_effect, is_founder, tier_of, is_strict_enough, is_narrowing, sorted_roles, audit_hash TO ballast_app;
