// Every table of the console: amounts are numeric minor units, states are CHECK lists, and each
// invariant that the kernel asserts stands here a second time as a constraint.
import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgSequence,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

/** Text ordered by its bytes, as the canonical form of a snapshot demands. */
const bytewise = customType<{ data: string }>({ dataType: () => 'text collate "C"' })
const bytes = customType<{ data: string }>({ dataType: () => 'bytea' })
const amount = (name: string) => numeric(name, { precision: 39, scale: 0, mode: 'bigint' })
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' })
const hex32 = (column: string) => sql.raw(`"${column}" ~ '^[0-9a-f]{64}$'`)
const oneOf = (column: string, values: readonly string[]) =>
  sql.raw(`"${column}" in (${values.map((value) => `'${value}'`).join(', ')})`)
const unit63 = (column: string) => sql.raw(`"${column}" between 0 and 9223372036854775807`)
const accountPattern = (column: string) =>
  sql.raw(`"${column}" ~ '^[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}$' and "${column}" !~ '^g:'`)

const groupPattern = sql.raw(`"group" ~ '^[a-z][a-z0-9-]{0,31}$'`)

export const asset = pgTable(
  'asset',
  { code: text('code').primaryKey(), scale: smallint('scale').notNull() },
  () => [check('asset_scale', sql.raw('"scale" between 0 and 9'))],
)

export const officer = pgTable(
  'officer',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    name: text('name').notNull(),
    roles: text('roles').array().notNull(),
    group: text('group').notNull().default('risk'),
    salt: text('salt').notNull(),
    pseudonym: text('pseudonym').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    disabledAt: moment('disabled_at'),
    /** Since when his roles and group are as they are; null from the beginning. Narrowing leaves it. */
    changedAt: moment('changed_at'),
  },
  (t) => [
    unique('officer_identity').on(t.issuer, t.subject),
    unique('officer_pseudonym').on(t.pseudonym),
    check('officer_salt', hex32('salt')),
    check('officer_group', groupPattern),
    check(
      'officer_roles',
      sql.raw(
        `"roles" <@ array['viewer','analyst','approver','publisher','admin','auditor']::text[] and cardinality("roles") > 0`,
      ),
    ),
  ],
)

/** Owner and account ids that belong to an officer: he never signs a run that charges one of them. */
export const officerOwner = pgTable(
  'officer_owner',
  {
    officerId: uuid('officer_id')
      .notNull()
      .references(() => officer.id),
    owner: bytewise('owner').notNull(),
    recordedAt: moment('recorded_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.officerId, t.owner] }),
    check('officer_owner_id', accountPattern('owner')),
  ],
)

/** Challenges of enrolments; using one up is the insert of its passkey. */
export const passkeyCeremony = pgTable(
  'passkey_ceremony',
  {
    challenge: text('challenge').primaryKey(),
    officerId: uuid('officer_id')
      .notNull()
      .references(() => officer.id),
    issuedAt: moment('issued_at').notNull().defaultNow(),
    expiresAt: moment('expires_at').notNull(),
  },
  () => [
    check('passkey_ceremony_challenge', hex32('challenge')),
    check('passkey_ceremony_expiry', sql.raw(`"expires_at" <= "issued_at" + interval '5 minutes'`)),
  ],
)

/** A key is in force from `activeAt` until `revokedAt`; without the first it waits to be admitted. */
export const passkey = pgTable(
  'passkey',
  {
    credentialId: text('credential_id').primaryKey(),
    credentialIdHash: text('credential_id_hash').notNull(),
    officerId: uuid('officer_id')
      .notNull()
      .references(() => officer.id),
    challenge: text('challenge')
      .notNull()
      .references(() => passkeyCeremony.challenge),
    name: text('name').notNull(),
    /** COSE bytes in hex, as the log has them. */
    publicKey: text('public_key').notNull(),
    algorithm: integer('algorithm').notNull(),
    counter: bigint('counter', { mode: 'number' }).notNull(),
    transports: text('transports').array().notNull(),
    aaguid: text('aaguid').notNull(),
    isBackedUp: boolean('is_backed_up').notNull(),
    isDeviceBound: boolean('is_device_bound').notNull(),
    /** What the authenticator said when it made the key, base64url: kept where device-bound is claimed from it. */
    attestation: text('attestation').notNull(),
    clientData: text('client_data').notNull(),
    isFounding: boolean('is_founding').notNull().default(false),
    enrolledAt: moment('enrolled_at').notNull().defaultNow(),
    activeAt: moment('active_at'),
    revokedAt: moment('revoked_at'),
    usedAt: moment('used_at'),
  },
  (t) => [
    unique('passkey_hash').on(t.credentialIdHash),
    unique('passkey_challenge').on(t.challenge),
    index('passkey_of_officer').on(t.officerId),
    check('passkey_hash_form', hex32('credential_id_hash')),
    check(
      'passkey_id_form',
      // PostgreSQL repeats nothing more than 255 times.
      sql.raw(
        `"credential_id" ~ '^[A-Za-z0-9_-]+$' and length("credential_id") between 16 and 1400`,
      ),
    ),
    check('passkey_algorithm', sql.raw('"algorithm" in (-7, -8)')),
    check('passkey_counter', sql.raw('"counter" between 0 and 4294967295')),
    check('passkey_name', sql.raw('length("name") between 1 and 100')),
    check('passkey_founding', sql.raw('not "is_founding" or "active_at" is not null')),
    check(
      'passkey_revoked',
      sql.raw('"revoked_at" is null or "active_at" is null or "revoked_at" >= "active_at"'),
    ),
  ],
)

export const session = pgTable('session', {
  id: text('id').primaryKey(),
  officerId: uuid('officer_id')
    .notNull()
    .references(() => officer.id),
  authenticatedAt: moment('authenticated_at').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
  seenAt: moment('seen_at').notNull().defaultNow(),
  endedAt: moment('ended_at'),
})

export const fund = pgTable(
  'fund',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    asset: text('asset')
      .notNull()
      .references(() => asset.code),
    kind: text('kind').notNull(),
    scope: text('scope').notNull(),
    floor: amount('floor').notNull(),
    target: amount('target').notNull(),
    cadenceSeconds: integer('cadence_seconds').notNull(),
  },
  () => [
    check('fund_kind', oneOf('kind', ['isolated', 'shared'])),
    check('fund_floor', unit63('floor')),
    check('fund_target', unit63('target')),
    check('fund_cadence', sql.raw('"cadence_seconds" > 0')),
  ],
)

export const FUND_INFLOWS = [
  'LIQUIDATION_SURPLUS',
  'LIQUIDATION_FEE',
  'FEE_CONTRIBUTION',
  'TREASURY_TOP_UP',
  'CLAWBACK_CREDIT',
  'RECOVERY_RECEIVED',
] as const
export const FUND_OUTFLOWS = [
  'BANKRUPTCY_LOSS',
  'CLAWBACK_PAYOUT',
  'RECOVERY_REFUND',
  'WITHDRAWAL',
] as const
export const FUND_EITHER = ['REVALUATION', 'TRANSFER'] as const

export const fundEntry = pgTable(
  'fund_entry',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    fundId: text('fund_id')
      .notNull()
      .references(() => fund.id),
    sourceId: text('source_id').notNull(),
    kind: text('kind').notNull(),
    amount: amount('amount').notNull(),
    occurredAt: moment('occurred_at').notNull(),
    recordedAt: moment('recorded_at').notNull().defaultNow(),
    reference: text('reference').notNull().default(''),
  },
  (t) => [
    unique('fund_entry_source').on(t.fundId, t.sourceId),
    // Serves the balance at any time, the history chart and the inflow by type.
    index('fund_entry_history').on(t.fundId, t.occurredAt, t.kind, t.amount),
    check('fund_entry_kind', oneOf('kind', [...FUND_INFLOWS, ...FUND_OUTFLOWS, ...FUND_EITHER])),
    check(
      'fund_entry_sign',
      sql.raw(
        `case when "kind" in (${FUND_INFLOWS.map((k) => `'${k}'`).join(', ')}) then "amount" > 0 when "kind" in (${FUND_OUTFLOWS.map((k) => `'${k}'`).join(', ')}) then "amount" < 0 else "amount" <> 0 end`,
      ),
    ),
    check('fund_entry_range', sql.raw('abs("amount") <= 9223372036854775807')),
  ],
)

const lossColumns = () => ({
  fundId: text('fund_id')
    .notNull()
    .references(() => fund.id),
  market: text('market').notNull(),
  occurredAt: moment('occurred_at').notNull(),
  shortfall: amount('shortfall').notNull(),
  account: text('account'),
  side: text('side'),
  size: text('size'),
  liquidationPrice: text('liquidation_price'),
  bankruptcyPrice: text('bankruptcy_price'),
  fillPrice: text('fill_price'),
  cause: text('cause'),
})

export const lossImport = pgTable(
  'loss_import',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    fundId: text('fund_id')
      .notNull()
      .references(() => fund.id),
    fileName: text('file_name').notNull(),
    rowsExpected: integer('rows_expected').notNull(),
    state: text('state').notNull().default('receiving'),
    officerId: uuid('officer_id')
      .notNull()
      .references(() => officer.id),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  () => [
    check('loss_import_state', oneOf('state', ['receiving', 'finished'])),
    check('loss_import_rows', sql.raw('"rows_expected" > 0')),
  ],
)

/** Rows of a loss file that is still arriving: seen by nobody until the whole file is good. */
export const lossStaged = pgTable(
  'loss_staged',
  {
    importId: uuid('import_id')
      .notNull()
      .references(() => lossImport.id),
    id: text('id').notNull(),
    ...lossColumns(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.id] })],
)

export const loss = pgTable(
  'loss',
  {
    id: text('id').primaryKey(),
    ...lossColumns(),
    importId: uuid('import_id').references(() => lossImport.id),
    recordedAt: moment('recorded_at').notNull().defaultNow(),
  },
  (t) => [
    index('loss_by_fund').on(t.fundId, t.occurredAt, t.id),
    check('loss_id', accountPattern('id')),
    check('loss_shortfall', sql.raw('"shortfall" between 1 and 9223372036854775807')),
    check('loss_side', sql.raw(`"side" is null or "side" in ('long', 'short')`)),
  ],
)

export const snapshotNumber = pgSequence('snapshot_number')
export const snapshot = pgTable(
  'snapshot',
  {
    id: text('id')
      .primaryKey()
      .default(
        sql`'SN-' || to_char(now() at time zone 'UTC', 'YYYY') || '-' || lpad(nextval('snapshot_number')::text, 3, '0')`,
      ),
    fundId: text('fund_id')
      .notNull()
      .references(() => fund.id),
    numeraire: text('numeraire').notNull(),
    cutoffAt: moment('cutoff_at').notNull(),
    state: text('state').notNull().default('importing'),
    fileName: text('file_name').notNull(),
    rowsExpected: integer('rows_expected').notNull(),
    officerId: uuid('officer_id')
      .notNull()
      .references(() => officer.id),
    createdAt: moment('created_at').notNull().defaultNow(),
    frozenAt: moment('frozen_at'),
    salt: text('salt').notNull(),
    digest: text('digest'),
    eligibleCount: integer('eligible_count'),
    houseCount: integer('house_count'),
    exemptCount: integer('exempt_count'),
    eligibleBase: amount('eligible_base'),
    houseBase: amount('house_base'),
    exemptBase: amount('exempt_base'),
    capacity: amount('capacity'),
  },
  (t) => [
    index('snapshot_by_fund').on(t.fundId, t.frozenAt),
    check('snapshot_state', oneOf('state', ['importing', 'frozen'])),
    check('snapshot_numeraire', oneOf('numeraire', ['profit', 'equity'])),
    check('snapshot_rows', sql.raw('"rows_expected" > 0')),
    check('snapshot_salt', hex32('salt')),
    check(
      'snapshot_frozen_whole',
      sql.raw(
        `("state" = 'frozen') = ("digest" is not null and "frozen_at" is not null and "capacity" is not null and "eligible_base" is not null and "house_base" is not null and "exempt_base" is not null and "eligible_count" + "house_count" + "exempt_count" = "rows_expected")`,
      ),
    ),
    check('snapshot_digest', hex32('digest')),
    check('snapshot_capacity', sql.raw('"capacity" <= "eligible_base" + "house_base"')),
  ],
)

export const claim = pgTable(
  'claim',
  {
    snapshotId: text('snapshot_id')
      .notNull()
      .references(() => snapshot.id),
    account: bytewise('account').notNull(),
    owner: bytewise('owner'),
    class: text('class').notNull(),
    base: amount('base').notNull(),
    equity: amount('equity'),
    cap: amount('cap'),
    weight: text('weight'),
    score: text('score'),
  },
  (t) => [
    primaryKey({ columns: [t.snapshotId, t.account] }),
    // Serves an owner's other accounts, which are charged as one with this.
    index('claim_owner_accounts')
      .on(t.snapshotId, t.owner)
      .where(sql`${t.owner} is not null`),
    check('claim_account', accountPattern('account')),
    check('claim_owner', accountPattern('owner')),
    check('claim_class', oneOf('class', ['eligible', 'house', 'exempt'])),
    check('claim_base', unit63('base')),
    check('claim_equity', sql.raw('abs("equity") <= 9223372036854775807')),
    check('claim_cap', sql.raw('"cap" between 0 and "base"')),
    check('claim_weight', sql.raw(`"weight" ~ '^[1-9][0-9]*(/[1-9][0-9]*)?$'`)),
  ],
)

/** The 32 random bytes behind a snapshot's tree, encrypted; a row that is deleted ends its proofs. */
export const snapshotSecret = pgTable('snapshot_secret', {
  snapshotId: text('snapshot_id')
    .primaryKey()
    .references(() => snapshot.id, { onDelete: 'cascade' }),
  sealed: text('sealed').notNull(),
})

/**
 * `context` is JCS; `root` and `counts`, the claims of each class, come with the last piece, before
 * the snapshot is frozen.
 */
export const claimsTree = pgTable(
  'claims_tree',
  {
    snapshotId: text('snapshot_id')
      .primaryKey()
      .references(() => snapshot.id, { onDelete: 'cascade' }),
    context: text('context').notNull(),
    accounts: integer('accounts').notNull(),
    depth: smallint('depth').notNull(),
    root: text('root'),
    counts: jsonb('counts'),
  },
  () => [
    check('claims_tree_root', hex32('root')),
    check('claims_tree_finished', sql.raw('("root" is null) = ("counts" is null)')),
  ],
)

/** Which leaves stand in a bottom subtree, one a line: "account/chunk", or "/n" for filler n. */
export const claimsPiece = pgTable(
  'claims_piece',
  {
    snapshotId: text('snapshot_id')
      .notNull()
      .references(() => claimsTree.snapshotId, { onDelete: 'cascade' }),
    piece: integer('piece').notNull(),
    firstPosition: bytewise('first_position').notNull(),
    leaves: text('leaves').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.snapshotId, t.piece] }),
    // Serves the place of one account: the last piece that begins before its position.
    index('claims_piece_position').on(t.snapshotId, t.firstPosition),
  ],
)

/** Nodes from the tops of the pieces upwards: hash and sums as they stand in their parent. */
const nodeColumns = () => ({
  level: smallint('level').notNull(),
  index: integer('index').notNull(),
  node: bytes('node').notNull(),
})
export const claimsNode = pgTable(
  'claims_node',
  {
    snapshotId: text('snapshot_id')
      .notNull()
      .references(() => claimsTree.snapshotId, { onDelete: 'cascade' }),
    ...nodeColumns(),
  },
  (t) => [primaryKey({ columns: [t.snapshotId, t.level, t.index] })],
)

export const CLAWBACK_STATES = [
  'draft',
  'superseded',
  'proposed',
  'approved',
  'executed',
  'settling',
  'held',
  'settled',
  'rejected',
  'vetoed',
  'withdrawn',
  'expired',
  'stale',
] as const

const SUBJECT_TYPES = ['clawback', 'policy', 'officers']
const CHANGE_KINDS = [
  'policy-adopted',
  'officer-added',
  'roles-changed',
  'officer-removed',
  'key-added',
  'key-revoked',
  'paused',
  'resumed',
  'account-linked',
  'account-unlinked',
]

export const changeNumber = pgSequence('change_number')
/** Changes of policy, officers, roles, groups and keys; `person` is who is added, and is never signed. */
export const deskChange = pgTable(
  'desk_change',
  {
    id: text('id')
      .primaryKey()
      .default(
        sql`'CH-' || to_char(now() at time zone 'UTC', 'YYYY') || '-' || lpad(nextval('change_number')::text, 3, '0')`,
      ),
    nonce: integer('nonce').notNull(),
    subjectType: text('subject_type').notNull(),
    kind: text('kind').notNull(),
    state: text('state').notNull().default('draft'),
    change: jsonb('change').notNull(),
    person: jsonb('person'),
    reason: text('reason').notNull(),
    authorId: uuid('author_id')
      .notNull()
      .references(() => officer.id),
    createdAt: moment('created_at').notNull().defaultNow(),
    subject: text('subject'),
    subjectDigest: text('subject_digest'),
    summary: text('summary'),
    proposedAt: moment('proposed_at'),
    decideBy: moment('decide_by'),
    notBefore: moment('not_before'),
    expiresAt: moment('expires_at'),
    decidedAt: moment('decided_at'),
    executedAt: moment('executed_at'),
  },
  (t) => [
    unique('desk_change_nonce').on(t.nonce),
    unique('desk_change_subject').on(t.subjectDigest),
    // Serves the inbox and the question whether everything is paused.
    index('desk_change_by_state').on(t.state, t.kind),
    check('desk_change_type', oneOf('subject_type', ['policy', 'officers'])),
    check('desk_change_kind', oneOf('kind', CHANGE_KINDS)),
    check('desk_change_state', oneOf('state', CLAWBACK_STATES)),
    check('desk_change_content', sql.raw(`("change" ->> 'kind') is not distinct from "kind"`)),
    check(
      'desk_change_person',
      sql.raw(
        `("kind" in ('officer-added', 'account-linked', 'account-unlinked')) = ("person" is not null)`,
      ),
    ),
    check(
      'desk_change_signed_whole',
      sql.raw(
        `"state" in ('draft', 'superseded') or ("subject" is not null and "subject_digest" is not null and "summary" is not null and "proposed_at" is not null and "decide_by" is not null and "not_before" is not null and "expires_at" is not null)`,
      ),
    ),
    check('desk_change_executed', sql.raw(`("state" = 'executed') = ("executed_at" is not null)`)),
    check('desk_change_decided', sql.raw(`"decide_by" <= "proposed_at" + interval '24 hours'`)),
    check('desk_change_digest', hex32('subject_digest')),
  ],
)

export const policy = pgTable(
  'policy',
  {
    id: text('id').notNull(),
    version: integer('version').notNull(),
    content: jsonb('content').notNull(),
    digest: text('digest').notNull(),
    effectiveAt: moment('effective_at').notNull(),
    /** The change that brought it; null for those of the beginning, which hold for every loss. */
    changeId: text('change_id').references(() => deskChange.id),
  },
  (t) => [primaryKey({ columns: [t.id, t.version] }), check('policy_digest', hex32('digest'))],
)

export const clawbackNumber = pgSequence('clawback_number')
export const clawback = pgTable(
  'clawback',
  {
    id: text('id')
      .primaryKey()
      .default(
        sql`'CB-' || to_char(now() at time zone 'UTC', 'YYYY') || '-' || lpad(nextval('clawback_number')::text, 3, '0')`,
      ),
    fundId: text('fund_id')
      .notNull()
      .references(() => fund.id),
    nonce: integer('nonce').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [unique('clawback_nonce').on(t.fundId, t.nonce)],
)

export const clawbackRevision = pgTable(
  'clawback_revision',
  {
    clawbackId: text('clawback_id')
      .notNull()
      .references(() => clawback.id),
    revision: integer('revision').notNull(),
    state: text('state').notNull().default('draft'),
    snapshotId: text('snapshot_id')
      .notNull()
      .references(() => snapshot.id),
    policyId: text('policy_id').notNull(),
    policyVersion: integer('policy_version').notNull(),
    rule: text('rule').notNull(),
    rounding: text('rounding').notNull(),
    reason: text('reason').notNull(),
    topUp: amount('top_up').notNull(),
    usableFund: amount('usable_fund').notNull(),
    grossLoss: amount('gross_loss').notNull(),
    fundDraw: amount('fund_draw').notNull(),
    operatorDraw: amount('operator_draw').notNull(),
    toMutualise: amount('to_mutualise').notNull(),
    uncovered: amount('uncovered').notNull(),
    collected: amount('collected').notNull(),
    levied: amount('levied').notNull(),
    residual: amount('residual').notNull(),
    capacity: amount('capacity').notNull(),
    chargedBase: amount('charged_base').notNull(),
    accountsCharged: integer('accounts_charged').notNull(),
    schedule: jsonb('schedule').notNull(),
    cutoffSalt: text('cutoff_salt').notNull(),
    distribution: jsonb('distribution').notNull(),
    metrics: jsonb('metrics').notNull(),
    authorId: uuid('author_id')
      .notNull()
      .references(() => officer.id),
    createdAt: moment('created_at').notNull().defaultNow(),
    envelope: text('envelope'),
    subjectDigest: text('subject_digest'),
    summary: text('summary'),
    proposedAt: moment('proposed_at'),
    expiresAt: moment('expires_at'),
    decidedAt: moment('decided_at'),
    notBefore: moment('not_before'),
  },
  (t) => [
    primaryKey({ columns: [t.clawbackId, t.revision] }),
    foreignKey({
      columns: [t.policyId, t.policyVersion],
      foreignColumns: [policy.id, policy.version],
    }),
    uniqueIndex('clawback_one_live_revision')
      .on(t.clawbackId)
      .where(
        sql`${t.state} in ('draft', 'proposed', 'approved', 'executed', 'settling', 'held', 'settled')`,
      ),
    uniqueIndex('clawback_subject').on(t.subjectDigest),
    // Serves the inbox and the sum of amounts already committed.
    index('clawback_by_state').on(t.state),
    check('revision_state', oneOf('state', CLAWBACK_STATES)),
    check('revision_number', sql.raw('"revision" >= 1')),
    check(
      'revision_rule',
      oneOf('rule', ['pro-rata', 'equal-levy', 'level-down', 'talmud', 'queue']),
    ),
    check('revision_rounding', oneOf('rounding', ['floor', 'largest-remainder'])),
    check('revision_cutoff_salt', hex32('cutoff_salt')),
    check(
      'revision_schedule',
      sql.raw(
        `("schedule" ->> 'rule', "schedule" ->> 'rounding') is not distinct from ("rule", "rounding")`,
      ),
    ),
    check(
      'revision_residual',
      sql.raw(`"residual" = 0 or ("rule" <> 'queue' and "rounding" = 'floor')`),
    ),
    check('revision_fund_draw', sql.raw('"fund_draw" = least("gross_loss", "usable_fund")')),
    check(
      'revision_operator_draw',
      sql.raw('"operator_draw" = least("gross_loss" - "fund_draw", "top_up")'),
    ),
    check(
      'revision_to_mutualise',
      sql.raw(
        '"to_mutualise" = "gross_loss" - "fund_draw" - "operator_draw" and "to_mutualise" > 0',
      ),
    ),
    check(
      'revision_collected',
      sql.raw(
        '"collected" = "to_mutualise" - "uncovered" and "collected" > 0 and "collected" <= "capacity"',
      ),
    ),
    check(
      'revision_reconciles',
      sql.raw('"fund_draw" + "operator_draw" + "levied" + "residual" + "uncovered" = "gross_loss"'),
    ),
    check(
      'revision_not_negative',
      sql.raw(
        'least("top_up", "usable_fund", "fund_draw", "operator_draw", "uncovered", "levied", "residual", "accounts_charged"::numeric) >= 0',
      ),
    ),
    check(
      'revision_signed_whole',
      sql.raw(
        `"state" in ('draft', 'superseded') or ("envelope" is not null and "subject_digest" is not null and "summary" is not null and "proposed_at" is not null and "expires_at" is not null)`,
      ),
    ),
    check('revision_expiry', sql.raw(`"expires_at" <= "proposed_at" + interval '24 hours'`)),
    check('revision_digest', hex32('subject_digest')),
  ],
)

const revisionKey = (t: { clawbackId: unknown; revision: unknown }) => ({
  columns: [t.clawbackId, t.revision] as never,
  foreignColumns: [clawbackRevision.clawbackId, clawbackRevision.revision] as never,
})

export const revisionLoss = pgTable(
  'clawback_revision_loss',
  {
    clawbackId: text('clawback_id').notNull(),
    revision: integer('revision').notNull(),
    lossId: text('loss_id')
      .notNull()
      .references(() => loss.id),
  },
  (t) => [
    primaryKey({ columns: [t.clawbackId, t.revision, t.lossId] }),
    foreignKey(revisionKey(t)),
    index('revision_loss_by_loss').on(t.lossId),
  ],
)

/** The levies of a proposed revision, one row per claim, zero and exempt included. */
export const levy = pgTable(
  'levy',
  {
    clawbackId: text('clawback_id').notNull(),
    revision: integer('revision').notNull(),
    account: bytewise('account').notNull(),
    base: amount('base').notNull(),
    amount: amount('amount').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clawbackId, t.revision, t.account] }),
    foreignKey(revisionKey(t)),
    // Serves the account table, largest levy first.
    index('levy_largest').on(t.clawbackId, t.revision, t.amount.desc(), t.account),
    check('levy_amount', sql.raw('"amount" between 0 and "base"')),
  ],
)

export const sharesTree = pgTable(
  'shares_tree',
  {
    clawbackId: text('clawback_id').notNull(),
    revision: integer('revision').notNull(),
    context: text('context').notNull(),
    root: text('root').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clawbackId, t.revision] }),
    foreignKey(revisionKey(t)),
    check('shares_tree_root', hex32('root')),
  ],
)

export const sharesNode = pgTable(
  'shares_node',
  {
    clawbackId: text('clawback_id').notNull(),
    revision: integer('revision').notNull(),
    ...nodeColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.clawbackId, t.revision, t.level, t.index] }),
    foreignKey(revisionKey(t)),
  ],
)

const subjectColumns = () => ({
  subjectType: text('subject_type').notNull(),
  subjectId: text('subject_id').notNull(),
})

/** Whatever can be signed: a revision of a run, or a change of the desk. Triggers keep it beside those. */
export const signoffSubject = pgTable(
  'signoff_subject',
  { ...subjectColumns(), revision: integer('revision').notNull() },
  (t) => [
    primaryKey({ columns: [t.subjectType, t.subjectId, t.revision] }),
    check('signoff_subject_type', oneOf('subject_type', SUBJECT_TYPES)),
  ],
)

/** Which part an officer has in a subject. One row a person: whoever wrote a revision can never approve. */
export const participant = pgTable(
  'participant',
  {
    ...subjectColumns(),
    officerId: uuid('officer_id')
      .notNull()
      .references(() => officer.id),
    part: text('part').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.subjectType, t.subjectId, t.officerId] }),
    unique('participant_part').on(t.subjectType, t.subjectId, t.officerId, t.part),
    check('participant_part_known', oneOf('part', ['author', 'approver'])),
    check('participant_subject_type', oneOf('subject_type', SUBJECT_TYPES)),
  ],
)

const subjectKey = (t: { subjectType: unknown; subjectId: unknown; revision: unknown }) => ({
  columns: [t.subjectType, t.subjectId, t.revision] as never,
  foreignColumns: [
    signoffSubject.subjectType,
    signoffSubject.subjectId,
    signoffSubject.revision,
  ] as never,
})

/** Statements as they were shown before signing; using one up is the insert of its sign-off. */
export const signoffStatement = pgTable(
  'signoff_statement',
  {
    challengeId: text('challenge_id').primaryKey(),
    ...subjectColumns(),
    revision: integer('revision').notNull(),
    officerId: uuid('officer_id')
      .notNull()
      .references(() => officer.id),
    /** Null only for those that sessions confirmed, before there were keys. */
    credentialId: text('credential_id').references(() => passkey.credentialId),
    decision: text('decision').notNull(),
    statement: text('statement').notNull(),
    challenge: text('challenge').notNull(),
    reason: text('reason').notNull(),
    reasonSalt: text('reason_salt').notNull(),
    issuedAt: moment('issued_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [
    foreignKey(subjectKey(t)),
    unique('signoff_statement_binding').on(
      t.challengeId,
      t.subjectType,
      t.subjectId,
      t.revision,
      t.officerId,
      t.decision,
    ),
    unique('signoff_statement_challenge_once').on(t.challenge),
    check(
      'signoff_statement_decision',
      oneOf('decision', ['propose', 'approve', 'reject', 'veto', 'withdraw']),
    ),
    check('signoff_statement_id', hex32('challenge_id')),
    check('signoff_statement_challenge', hex32('challenge')),
    check(
      'signoff_statement_expiry',
      sql.raw(`"expires_at" <= "issued_at" + interval '5 minutes'`),
    ),
    check(
      'signoff_statement_reason',
      sql.raw(`"decision" not in ('reject', 'veto') or length("reason") > 0`),
    ),
  ],
)

export const signoff = pgTable(
  'signoff',
  {
    challengeId: text('challenge_id').primaryKey(),
    ...subjectColumns(),
    revision: integer('revision').notNull(),
    officerId: uuid('officer_id').notNull(),
    part: text('part').notNull(),
    decision: text('decision').notNull(),
    evidence: jsonb('evidence').notNull(),
    /** The sign-off that a withdrawal takes back. */
    takesBack: text('takes_back'),
    signedAt: moment('signed_at').notNull().defaultNow(),
  },
  (t) => [
    foreignKey({
      columns: [t.challengeId, t.subjectType, t.subjectId, t.revision, t.officerId, t.decision],
      foreignColumns: [
        signoffStatement.challengeId,
        signoffStatement.subjectType,
        signoffStatement.subjectId,
        signoffStatement.revision,
        signoffStatement.officerId,
        signoffStatement.decision,
      ],
    }),
    foreignKey({
      columns: [t.subjectType, t.subjectId, t.officerId, t.part],
      foreignColumns: [
        participant.subjectType,
        participant.subjectId,
        participant.officerId,
        participant.part,
      ],
    }),
    foreignKey({ columns: [t.takesBack], foreignColumns: [t.challengeId] }),
    unique('signoff_once').on(t.subjectType, t.subjectId, t.revision, t.officerId, t.decision),
    unique('signoff_taken_back_once').on(t.takesBack),
    // With the foreign key to the part: an author's approval cannot be stored by anybody.
    check(
      'signoff_part',
      sql.raw(
        `case "decision" when 'propose' then "part" = 'author' when 'approve' then "part" = 'approver' when 'reject' then "part" = 'approver' else true end`,
      ),
    ),
    check('signoff_withdrawal', sql.raw(`("decision" = 'withdraw') = ("takes_back" is not null)`)),
  ],
)

export const subjectComment = pgTable(
  'subject_comment',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ...subjectColumns(),
    revision: integer('revision').notNull(),
    officerId: uuid('officer_id')
      .notNull()
      .references(() => officer.id),
    body: text('body').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [
    foreignKey(subjectKey(t)),
    index('subject_comment_of').on(t.subjectType, t.subjectId, t.createdAt),
    check('subject_comment_body', sql.raw('length("body") between 1 and 2000')),
  ],
)

/** How often something was asked for in a window of time, by whom. */
export const rateLimit = pgTable(
  'rate_limit',
  {
    bucket: text('bucket').notNull(),
    windowStart: moment('window_start').notNull(),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.bucket, t.windowStart] })],
)

export const execution = pgTable(
  'execution',
  {
    clawbackId: text('clawback_id').primaryKey(),
    revision: integer('revision').notNull(),
    fundId: text('fund_id').notNull(),
    nonce: integer('nonce').notNull(),
    runDigest: text('run_digest').notNull(),
    officerId: uuid('officer_id')
      .notNull()
      .references(() => officer.id),
    executedAt: moment('executed_at').notNull().defaultNow(),
  },
  (t) => [
    foreignKey(revisionKey(t)),
    foreignKey({ columns: [t.fundId, t.nonce], foreignColumns: [clawback.fundId, clawback.nonce] }),
    unique('execution_nonce').on(t.fundId, t.nonce),
  ],
)

export const executionLoss = pgTable('execution_loss', {
  lossId: text('loss_id')
    .primaryKey()
    .references(() => loss.id),
  clawbackId: text('clawback_id')
    .notNull()
    .references(() => execution.clawbackId),
})

export const journalLine = pgTable(
  'journal_line',
  {
    clawbackId: text('clawback_id')
      .notNull()
      .references(() => execution.clawbackId),
    account: text('account').notNull(),
    amount: amount('amount').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clawbackId, t.account] }),
    check(
      'journal_account',
      oneOf('account', ['loss', 'fund', 'operator', 'levies', 'residual', 'uncovered']),
    ),
    check(
      'journal_sign',
      sql.raw(`case when "account" = 'loss' then "amount" < 0 else "amount" >= 0 end`),
    ),
  ],
)

export const report = pgTable(
  'report',
  {
    id: text('id').notNull(),
    version: integer('version').notNull(),
    clawbackId: text('clawback_id')
      .notNull()
      .references(() => execution.clawbackId),
    body: text('body').notNull(),
    sha256: text('sha256').notNull(),
    officerId: uuid('officer_id')
      .notNull()
      .references(() => officer.id),
    publishedAt: moment('published_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.version] }),
    check('report_version', sql.raw('"version" >= 1')),
    check('report_sha256', sql.raw(`"sha256" = encode(sha256(convert_to("body", 'UTF8')), 'hex')`)),
  ],
)

/** The transparency log. `root` is that of the tree which ends with this entry. */
export const logEntry = pgTable(
  'log_entry',
  {
    index: bigint('index', { mode: 'number' }).primaryKey(),
    type: text('type').notNull(),
    subject: text('subject'),
    body: text('body').notNull(),
    root: bytes('root').notNull(),
    appendedAt: moment('appended_at').notNull().defaultNow(),
  },
  (t) => [
    unique('log_entry_once').on(t.type, t.subject),
    check('log_entry_size', sql.raw('octet_length("body") < 65536')),
  ],
)

/** Hashes of complete subtrees; level 0 are the entries. */
export const logNode = pgTable(
  'log_node',
  {
    level: smallint('level').notNull(),
    index: bigint('index', { mode: 'number' }).notNull(),
    hash: bytes('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.level, t.index] })],
)

export const logCheckpoint = pgTable('log_checkpoint', {
  size: bigint('size', { mode: 'number' }).primaryKey(),
  note: text('note').notNull(),
  signedAt: moment('signed_at').notNull().defaultNow(),
})

/** A statement that waits for its owner; the token itself is nowhere, only its digest. */
export const statementLink = pgTable(
  'statement_link',
  {
    tokenDigest: text('token_digest').primaryKey(),
    clawbackId: text('clawback_id')
      .notNull()
      .references(() => execution.clawbackId),
    account: bytewise('account').notNull(),
    officerId: uuid('officer_id')
      .notNull()
      .references(() => officer.id),
    createdAt: moment('created_at').notNull().defaultNow(),
    expiresAt: moment('expires_at').notNull(),
    openedAt: moment('opened_at'),
  },
  () => [
    check('statement_link_digest', hex32('token_digest')),
    check('statement_link_expiry', sql.raw(`"expires_at" <= "created_at" + interval '31 days'`)),
  ],
)

export const idempotency = pgTable(
  'idempotency',
  {
    officerId: uuid('officer_id')
      .notNull()
      .references(() => officer.id),
    key: text('key').notNull(),
    verb: text('verb').notNull(),
    inputDigest: text('input_digest').notNull(),
    outcome: text('outcome').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.officerId, t.key] })],
)

/** The trigger of the first custom migration fills seq, prev, hash and at; the application gives the rest. */
export const audit = pgTable(
  'audit',
  {
    seq: numeric('seq', { precision: 20, scale: 0, mode: 'bigint' })
      .primaryKey()
      .default(sql`0`),
    prev: text('prev').notNull().default(''),
    hash: text('hash').notNull().default(''),
    at: moment('at').notNull().defaultNow(),
    officerId: uuid('officer_id').references(() => officer.id),
    verb: text('verb').notNull(),
    subject: text('subject').notNull(),
    outcome: text('outcome').notNull(),
    inputDigest: text('input_digest').notNull(),
    denied: boolean('denied').notNull().default(false),
    before: jsonb('before'),
    after: jsonb('after'),
  },
  (t) => [
    unique('audit_prev').on(t.prev),
    // Serve the explorer's filters among millions of rows.
    index('audit_by_officer').on(t.officerId, t.seq),
    index('audit_by_verb').on(t.verb, t.seq),
    index('audit_by_time').on(t.at),
  ],
)
