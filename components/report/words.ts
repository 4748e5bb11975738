// Every sentence of the public pages, in one place: a second language is a second object of this shape.
import type { LayerKey } from '@/components/chart/waterfall-layers'
import type { Report } from '@/lib/domain/report'
import { ruleWords } from './rule-words'

type Text = string
type ClassName = Report['scope'][number]['class']

const longDay = (iso: string) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso))
const count = (number: string, one: string, many: string) =>
  `${number} ${number === '1' ? one : many}`

export const words = {
  site: {
    title: (venue: Text) => `${venue}, transparency`,
    nav: 'Transparency',
    reports: 'Reports',
    verify: 'Verify',
    log: 'Log',
    format: 'Format',
    skip: 'Skip to content',
    demo: { label: 'DEMO', sentence: 'Invented data. Nothing here moves money.' },
  },
  index: {
    title: 'What losses took from traders, and how to check it',
    lead: 'When a liquidation leaves more missing than the insurance fund can pay, traders pay a share by a published rule. Each time that happens, a report stands here.',
    reports: 'Reports',
    reportsNote: 'newest first',
    none: 'No report has been published yet.',
    caption: 'Published reports',
    columns: {
      report: 'Report',
      published: 'Published, UTC',
      lost: 'Lost',
      levied: 'Taken from traders',
      rate: 'Rate',
      fingerprint: 'Fingerprint',
    },
    ratio: 'taken and unrounded ÷ profit in scope',
    whatHappened: (accounts: Text, levied: Text, lost: Text) =>
      `${count(accounts, 'account', 'accounts')} paid ${levied} of a loss of ${lost}.`,
    about: 'What stands here',
    aboutParts: [
      {
        head: 'In every report',
        text: 'The loss, every liquidation behind it, who paid before traders did, the rule with its exact constants, the sums by size of account, and who decided when.',
      },
      {
        head: 'What you can do with it',
        text: 'You can recompute your levy from your own numbers and the published schedule. Every report is also a file, report.json, whose digest anybody can compute.',
      },
      {
        head: 'What never stands here',
        text: 'Accounts, names, single amounts, positions. Sums are shown for ten accounts or more.',
      },
    ],
  },
  missing: {
    title: 'There is no report at this address',
    sentence:
      'No report with this id and version has been published. A published report keeps its address for good, so look for a letter or digit that is wrong.',
    back: 'All published reports',
  },
  report: {
    above: (id: Text, version: Text) => `Report ${id}, version ${version}.`,
    pageTitle: (id: Text, version: Text) => `Report ${id} v${version}`,
    final: 'Final',
    published: 'Published',
    title: (first: Text, last: Text) =>
      longDay(first) === longDay(last)
        ? `The loss of ${longDay(first)}: what happened, who paid, and how to check it`
        : `The losses from ${longDay(first)} to ${longDay(last)}: what happened, who paid, and how to check it`,
    latest: 'This address always shows the newest version. This version stays at',
  },
  meta: {
    label: 'About this report',
    asset: 'Asset',
    assetValue: (code: Text, scale: Text) => `${code}, ${count(scale, 'decimal', 'decimals')}`,
    fingerprint: 'Fingerprint of the run',
    reportDigest: 'Report digest, SHA-256',
    runDigest: 'Run digest',
    snapshotDigest: 'Snapshot digest',
    engine: 'Engine',
    engineValue: (version: Text) => `version ${version}, build`,
    supersedes: 'Supersedes',
    nothing: 'nothing',
    download: 'Download',
    onThisPage: 'On this page',
  },
  summary: { title: 'Summary' },
  figures: {
    lost: 'Lost',
    liquidations: (number: Text, asset: Text) =>
      `${asset}, ${count(number, 'liquidation', 'liquidations')}`,
    borne: 'Borne by us',
    taken: 'Taken from traders',
    ofLoss: 'of the loss',
    rate: 'Rate',
    rateOf: (numeraire: Text) => `of ${numeraire}:`,
    accounts: (charged: Text, inScope: Text, others: Text) =>
      `${charged} of ${count(inScope, 'account', 'accounts')} in scope paid${others === '' ? '.' : `; ${others}`}`,
  },
  waterfall: {
    title: 'Waterfall',
    note: 'loss − fund − operator − levies − residual − uncovered',
    ours: 'Blue is our money',
    traders: 'orange is traders’ money',
    order: 'The fund and the operator pay before any trader does.',
    label: (lost: Text, ours: Text, taken: Text) =>
      `Columns from the gross loss of ${lost} down to zero: ${ours} from the fund and the operator, ${taken} from traders.`,
    caption: (asset: Text) => `Who paid the loss, layer by layer, in ${asset}`,
    columns: {
      layer: 'Layer',
      amount: 'Amount',
      share: 'Share of loss',
      open: 'Still open',
      note: 'Note',
    },
    names: {
      grossLoss: 'Gross loss',
      fundDraw: 'Insurance fund',
      operatorDraw: 'Operator’s own capital',
      toMutualise: 'Shared loss',
      levied: 'Levies',
      residual: 'Rounding residual',
      uncovered: 'Uncovered',
    } satisfies Record<LayerKey, Text>,
    chartNames: { operatorDraw: 'Operator', residual: 'Residual' },
    sumOfShortfalls: (number: Text) => `sum of ${count(number, 'shortfall', 'shortfalls')}`,
    fundNote: (balance: Text, floor: Text, committed: Text) =>
      `balance ${balance} less floor ${floor} and committed ${committed}`,
    operatorNote: 'added by the operator',
    uncoveredNote: 'nobody has paid this part',
    accounts: (number: Text) => count(number, 'account', 'accounts'),
    sum: 'Sum',
    reconciles: 'reconciles to the unit',
    fails: 'does not reconcile',
  },
  rule: ruleWords,
  distribution: {
    title: 'Who paid',
    note: 'fixed tiers, ten accounts or more in each, open at the top',
    withheld:
      'The distribution is withheld: fewer than ten accounts are in scope, and sums over so few would speak of single accounts.',
    takeaway: (accounts: Text, ofAccounts: Text, tier: Text, ofLevy: Text, numeraire: Text) =>
      `${count(accounts, 'account', 'accounts')} with a ${numeraire} of ${tier}, ${ofAccounts} % of all, paid ${ofLevy} % of the levies.`,
    label: 'Share of accounts and share of the levies, by size of account',
    caption: 'Accounts and levies by size of account',
    columns: {
      tier: (numeraire: Text) => `${numeraire} of the account`,
      accounts: 'Accounts',
      base: (numeraire: Text) => `Σ ${numeraire}`,
      levy: 'Σ levy',
      share: 'Share of levies',
      rate: (numeraire: Text) => `Levy ÷ ${numeraire}`,
    },
    chart: {
      ofAccounts: '% of accounts',
      ofLevy: '% of the levies',
      tier: { below: 'below', andMore: 'and more' },
    },
    all: 'All',
    residual: 'Residual',
    shared: 'Shared loss',
    small: 'The last column is lower in small tiers because every levy is rounded down.',
  },
  scope: {
    title: 'Who was in scope',
    caption: 'Accounts by class at the cut-off',
    columns: { class: 'Class', accounts: 'Accounts', pays: 'What it pays' },
    classes: {
      eligible: 'Eligible',
      house: 'House',
      exempt: 'Exempt',
      'eligible and house': 'Eligible and house',
    } satisfies Record<ClassName, Text>,
    pays: {
      eligible: 'by the rule above',
      house: 'the operator’s own accounts, by the same rule',
      exempt: 'nothing',
      'eligible and house': 'by the rule above',
    } satisfies Record<ClassName, Text>,
    charged: 'In scope',
    few: '“<10” stands for one to nine accounts; their sum is not published.',
  },
  losses: {
    title: 'Losses in scope',
    note: 'the operator’s statement',
    takeaway:
      'Each line is one liquidation that closed below its bankruptcy price. Times are cut to the minute. Prices let outsiders judge the shortfall.',
    caption: (number: Text) => `${count(number, 'loss', 'losses')}, oldest first`,
    columns: {
      minute: 'Minute, UTC',
      market: 'Market',
      side: 'Side',
      bankruptcy: 'Bankruptcy price',
      fill: 'Fill',
      shortfall: 'Shortfall',
    },
    sides: { long: 'long', short: 'short' } as Record<string, Text>,
    sum: 'Sum',
  },
  decisions: {
    title: 'Who decided',
    note: 'Each of them decided over the run digest. An officer appears under a pseudonym, the same in every report.',
    caption: 'Decisions over the run digest',
    columns: { time: 'Time, UTC', decision: 'Decision', officer: 'Officer' },
    names: { propose: 'Proposed', approve: 'Approved', reject: 'Rejected' } as Record<string, Text>,
  },
  timeline: {
    title: 'Timeline',
    caption: 'What happened when',
    columns: { time: 'Time, UTC', event: 'Event' },
  },
  verify: {
    title: 'How to verify',
    note: 'needs no login',
    report: {
      head: 'This report.',
      text: 'Download report.json and compute its digest, for example with',
      result: 'The result must be',
    },
    levy: {
      head: 'Your levy.',
      text: 'You can recompute your levy from your own numbers and the published schedule.',
    },
    statement: {
      head: 'Your statement.',
      text: 'You get it as a signed file, or as a link that opens once. Open the verifier with the file and type your account id; it checks on your own computer and sends nothing.',
      open: 'Open the verifier',
      formatBefore: 'To write a verifier of your own, read',
      format: 'the format',
    },
    log: {
      head: 'The log.',
      text: 'The entry of this report in the public log names the report digest and both roots below. The proof leads from that entry to a signed checkpoint. Keep a checkpoint: whoever has one notices a change.',
    },
    proofs: {
      title: 'Roots and checkpoint',
      claimsRoot: 'Claims root',
      sharesRoot: 'Shares root',
      entry: 'Entry in the log',
      checkpoint: 'Checkpoint',
      size: (entries: Text) => `${count(entries, 'entry', 'entries')}, signed`,
      root: 'Root of the log, base64',
      waiting:
        'The entry of this report is not yet in a signed checkpoint. Its proof can be downloaded as soon as it is; load this page again in a minute.',
      downloads: 'Downloads',
      newest: 'newest checkpoint',
      whole: 'The whole log',
      copy: { copy: 'Copy', copied: 'copied', byHand: 'select it and copy by hand' },
    },
    totals: {
      head: 'The totals.',
      text: 'The losses add up to the gross loss, the waterfall to zero and the tiers to the levies, to the unit.',
      textWithheld: 'The losses add up to the gross loss and the waterfall to zero, to the unit.',
    },
    proves: 'What this proves',
    doesNotProve: 'What it does not prove',
  },
} as const
