// The envelope of one plain run, in both versions, for tests.
import type { Envelope, EnvelopeV2 } from './signoff'

type Before = Extract<Envelope, { v: 1 }>

const common: Omit<Before, 'v'> = {
  env: 'test',
  origin: 'http://localhost:3000',
  rpId: 'localhost',
  logOrigin: 'public.localhost:3000/log',
  type: 'clawback',
  clawbackId: 'CB-2026-001',
  revision: '1',
  scope: {
    fundId: 'usdt-linear',
    fundName: 'USDT linear',
    asset: 'USDT',
    scale: '2',
    numeraire: 'profit',
  },
  nonce: '1',
  lossEvents: [{ id: 'LE-1', amount: '2319110448' }],
  policy: {
    id: 'P-1',
    version: '1',
    digest: '0'.repeat(64),
    terms: { rule: 'pro-rata', rounding: 'floor' },
  },
  engine: { version: '0.1.0', buildDigest: '0'.repeat(64) },
  inputs: {
    snapshotDigest: '1'.repeat(64),
    population: { claims: '19198', chargedBase: '83455405535', capacity: '83455405535' },
    fund: { balance: '1000000000', floor: '200000000', committed: '0', usable: '800000000' },
    tolerances: { usableFund: '800000' },
    asOf: '2026-11-22T12:00:00Z',
  },
  result: {
    waterfall: {
      grossLoss: '2319110448',
      fundDraw: '800000000',
      operatorDraw: '300000000',
      toMutualise: '1219110448',
    },
    collected: '1219110448',
    levied: '1219100891',
    residual: '9557',
    uncovered: '0',
    schedule: {
      rule: 'pro-rata',
      rounding: 'floor',
      weighted: false,
      theta: { numerator: '1219110448', denominator: '83455405535' },
    },
    accountsCharged: '19028',
    largestLevyDigest: '2'.repeat(64),
  },
  authorsDigest: '3'.repeat(64),
  notBefore: '2026-11-22T12:30:00Z',
  expiresAt: '2026-11-23T12:00:00Z',
}

/** As it is proposed: with the log entry of its snapshot, both roots, and who must sign. */
export const envelope: EnvelopeV2 = {
  ...common,
  v: 2,
  inputs: {
    ...common.inputs,
    claimsRoot: 'a'.repeat(64),
    firstLossAt: '2026-11-22T09:30:00Z',
  },
  result: { ...common.result, sharesRoot: 'c'.repeat(64) },
  precommit: { index: '41', leafHash: 'e'.repeat(64) },
  tier: 'T2',
  tierInputs: {
    own: { amounts: { USDT: '1219110448' }, shareBps: '147', accounts: '19028' },
    day: { amounts: {}, shareBps: '0', accounts: '0' },
    week: { amounts: { USDT: '500000000' }, shareBps: '60', accounts: '812' },
  },
  quorum: {
    approvals: '2',
    groups: '2',
    among: ['compliance', 'risk', 'treasury'],
    deviceBound: false,
  },
}

/** The same run as it was confirmed under version 1: its report stays readable. */
export const envelopeBefore: Before = { ...common, v: 1 }
