// Every sentence about the log on the public site; a second language is a second object of this shape.
import type { LogEntry } from '@/lib/domain/log-entry'
import type { ClassCounts } from '@/lib/domain/merkle-sum-tree/format'
import { formatAmount, groupThousands, sum } from '@/lib/domain/money'

type Of<Type extends LogEntry['type']> = Extract<LogEntry, { type: Type }>

const count = (number: string, one: string, many: string) =>
  `${groupThousands(number)} ${number === '1' ? one : many}`

export const words = {
  title: 'The log',
  lead: 'What a report rests on is written here when it happens. Whoever keeps a checkpoint notices if an entry before it is changed or taken out.',
  about: {
    title: 'What identifies it',
    origin: 'Origin',
    key: 'Key',
    checkpoint: 'Newest checkpoint',
    size: (entries: string) => `${count(entries, 'entry', 'entries')}, signed`,
    none: 'No checkpoint has been signed yet.',
    download: 'Download the checkpoint',
    origins: 'origin of the log',
    copyKey: 'key of the log',
    copyNote: 'checkpoint',
    copy: { copy: 'Copy', copied: 'copied', byHand: 'select it and copy by hand' },
  },
  entries: {
    title: 'Entries',
    note: 'newest first; an entry appears once a checkpoint covers it',
    vetoes: (number: number) =>
      number === 0
        ? 'No officer has vetoed anything so far.'
        : `The log holds ${count(String(number), 'veto', 'vetoes')}: ${number === 1 ? 'a decision' : 'decisions'} by which one officer stopped a run or a change.`,
    none: 'There are no entries here.',
    caption: 'Entries of the log, newest first',
    exact: 'Exact text',
    exactOf: (index: string) => `of entry ${index}`,
    pages: 'More entries',
    older: 'Older entries',
    newest: 'Newest entries',
  },
  follow: {
    title: 'Follow it yourself',
    lead: 'This command is part of Ballast’s source code. In a checkout of Ballast it checks that the log still begins with what you saw of it the last time, and the form of every entry since. It remembers only what passed.',
    tools:
      'The log stands in the public formats of C2SP (tlog-tiles, signed notes, checkpoints), at the address',
    examples: 'which Go’s golang.org/x/mod/sumdb reads.',
  },
  types: {
    genesis: 'Beginning',
    policy: 'Policy',
    key: 'Key of an officer',
    'log-key': 'Key of the log',
    'statement-key': 'Key of statements',
    snapshot: 'Population frozen',
    proposal: 'Proposal',
    decision: 'Decision',
    change: 'Change of the desk',
    execution: 'Execution',
    report: 'Report',
    'fund-daily': 'Fund, end of day',
    'audit-head': 'Audit, newest row',
  } satisfies Record<LogEntry['type'], string>,
  unknown: 'An entry of a type that this page does not know',
  subjects: {
    genesis: ({ env, policies, officers }: Of<'genesis'>) =>
      `The log of ${env} begins, with ${count(String(policies.length), 'policy', 'policies')} and ${count(String(officers.length), 'officer', 'officers')}`,
    policy: ({ id, version, effectiveAt }: Of<'policy'>) =>
      `${id}, version ${version}, in force from ${utc(effectiveAt)}`,
    key: ({ credentialIdHash, officer, status, deviceBound, founding }: Of<'key'>) =>
      [
        `${credentialIdHash.slice(0, 16)}… of officer ${officer.slice(0, 10)}…, ${status}`,
        ...(deviceBound ? ['device-bound'] : []),
        ...(founding ? ['of the first start'] : []),
      ].join(', '),
    'log-key': ({ vkey, status }: Of<'log-key'>) =>
      `${vkey.split('+').slice(0, 2).join('+')}, ${status}`,
    'statement-key': ({ publicKey, status }: Of<'statement-key'>) =>
      `${publicKey.slice(0, 16)}…, ${status}`,
    snapshot: ({ snapshotId, population, cutoff }: Of<'snapshot'>) =>
      `${snapshotId}: ${'counts' in population ? claimsOf(population.counts) : 'claims'} as of ${utc(cutoff)}`,
    proposal: ({ clawbackId, revision, lossEvents, snapshotIndex }: Of<'proposal'>) =>
      `${clawbackId}, revision ${revision}: ${count(lossEvents, 'loss', 'losses')} on the population of entry ${groupThousands(snapshotIndex)}`,
    decision: ({ kind, subjectType, subjectId, revision, officer }: Of<'decision'>) =>
      `${kindsOfDecision[kind]} by officer ${officer.slice(0, 10)}…: ${subjectType === 'clawback' ? `${subjectId}, revision ${revision}` : `change ${subjectId}`}`,
    change: ({ changeId, kind, decisions }: Of<'change'>) =>
      `${changeId}: ${kindsOfChange[kind]}, ${count(String(decisions.length), 'decision', 'decisions')}`,
    execution: ({ clawbackId, revision, proposalIndex, decisions }: Of<'execution'>) =>
      `${clawbackId}, revision ${revision}: proposed in entry ${groupThousands(proposalIndex)}, ${count(String(decisions.length), 'decision', 'decisions')}`,
    report: ({ id, version }: Of<'report'>) => `${id}, version ${version}`,
    'fund-daily': ({ fundName, asset, scale, day, balance, floor }: Of<'fund-daily'>) => {
      const money = (amount: string) =>
        groupThousands(formatAmount(BigInt(amount), { scale: Number(scale) }))
      return `${fundName}, ${day}: ${money(balance)} ${asset}, floor ${money(floor)}`
    },
    'audit-head': ({ seq, count: rows, head }: Of<'audit-head'>) =>
      `row ${groupThousands(seq)} of ${groupThousands(rows)}, ${head.slice(0, 16)}…`,
  },
} as const

const kindsOfDecision = {
  propose: 'Proposed',
  approve: 'Approved',
  reject: 'Rejected',
  veto: 'Vetoed',
  withdraw: 'Approval withdrawn',
} satisfies Record<Of<'decision'>['kind'], string>

const kindsOfChange = {
  'policy-adopted': 'policy adopted',
  'officer-added': 'officer added',
  'roles-changed': 'roles changed',
  'officer-removed': 'officer removed',
  'key-added': 'key put in force',
  'key-revoked': 'key revoked',
  paused: 'everything paused',
  resumed: 'pause lifted',
  'account-linked': 'account of an officer recorded',
  'account-unlinked': 'account of an officer taken back',
} satisfies Record<Of<'change'>['kind'], string>

const claimsOf = (counts: ClassCounts) => {
  const all = sum(Object.values(counts).map((number) => BigInt(number)))
  return count(all.toString(), 'claim', 'claims')
}

const utc = (iso: string) => `${iso.slice(0, 19).replace('T', ' ')} UTC`
