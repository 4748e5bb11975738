// Statements that must be accepted, and for every check what it alone keeps out.
import { describe, expect, it } from 'vitest'
import { population } from '../allocation-population.example'
import { NO_LIMITS } from '../allocation-limits'
import { sealSchedule } from '../allocation-schedule'
import { plainTerms } from '../allocation-terms'
import { plainClaim } from '../claim.example'
import { fraction } from '../fraction'
import type { AccountPart } from './format'
import { omit } from './json-place.example'
import { exampleRun, publish, settle, type Settled } from './merkle-sum-tree.example'
import { failing, plain, presented, scheduled } from './verification.example'
import { VECTORS } from './vector.example'
import negative from './vectors/lmst1-negative.json'
import { CHECKS, verifyAccount } from './verification'
import type { Presented } from './verification-case'
import { uncheckedRate } from './verification-rate'

const NAMES = Object.values(CHECKS).flatMap((steps) => steps.map(({ name }) => name))

const without = (off: string): typeof CHECKS => {
  const kept = <Step extends { name: string }>(steps: readonly Step[]): Step[] =>
    steps.filter(({ name }) => name !== off)
  const { members, form, structure, substance } = CHECKS
  return {
    ...{ members: kept(members), form: kept(form) },
    ...{ structure: kept(structure), substance: kept(substance) },
  }
}

describe.each(VECTORS)('the statements of $name', ({ vector }) => {
  it.each(Object.entries(vector.statements))('accepts %s', (account, part) => {
    const typedAccount = part.members?.ids[0] ?? account
    const checks = verifyAccount({ part, side: vector.report, typedAccount })
    expect(failing(checks)).toEqual([])
    const unmade = uncheckedRate(vector.report, part) === null ? [] : ['theta']
    expect(checks.map(({ name }) => name)).toEqual(NAMES.filter((name) => !unmade.includes(name)))
  })
})

describe('the published tamperings', () => {
  it.each(negative.cases)('refuses $name as $reference', (tampering) => {
    const { statement: part, report: side, typedAccount, reference } = tampering
    expect(failing(verifyAccount({ part, side, typedAccount }))[0]).toBe(reference)
  })
})

const published = (name: string): Presented => {
  const found = negative.cases.find((one) => one.name === name)
  if (!found) throw new Error(`expected a published tampering, got ${name}`)
  return { part: found.statement, side: found.report, typedAccount: found.typedAccount }
}

const changedClaim = (settled: Settled, at: number, change: object): Settled => ({
  ...settled,
  claims: settled.claims.map((one, index) =>
    index === at ? { ...one, claim: { ...one.claim, ...change } } : one,
  ),
})

/** Two accounts of one owner are the first claim. */
const grouped = (): Presented & { part: AccountPart } => {
  const claims = [
    plainClaim('b', 500n, { owner: 'o' }),
    plainClaim('a', 300n, { owner: 'o' }),
    plainClaim('c', 200n),
  ]
  return presented(exampleRun({ claims, terms: plainTerms('pro-rata'), collected: 100n }))
}

const isComposedOnly = (): Presented => {
  const claims = [plainClaim('e\u0301', 500n), plainClaim('f', 300n)]
  return presented(exampleRun({ claims, terms: plainTerms('pro-rata'), collected: 100n }))
}

/** A run whose statements need no opening, and one that comes with the opening of another edge. */
const wronglyOpened = (): Presented => {
  const claims = population([500n, 300n, 200n])
  const run = exampleRun({ claims, terms: plainTerms('queue'), collected: 600n })
  const { part, ...rest } = presented(run)
  const cutoffOpening = { account: 'b', amount: '99', salt: '5a'.repeat(32) }
  return { ...rest, part: { ...part, cutoffOpening } }
}

const movedLevy = (): Presented => {
  const settled = plain()
  const claims = settled.claims.map((one, at) => ({ ...one, levy: one.levy + [1n, -1n, 0n][at]! }))
  const { part, ...rest } = presented(publish({ ...settled, claims }))
  return { ...rest, part: { ...part, levy: settled.claims[0]!.levy.toString() } }
}

const beyondCapacity = (): Presented => {
  const settled = settle({
    claims: population([500n, 300n]),
    terms: plainTerms('pro-rata'),
    collected: 800n,
  })
  const schedule = { ...settled.schedule, weighted: true }
  return presented(publish({ ...settled, schedule, collected: 801n }))
}

/** A schedule by which a claim that is spared gets a unit, and the statement of that claim. */
const sparedPays = (spared: object): Presented => {
  const settled = settle({
    claims: [...population([500n, 300n]), plainClaim('x', 200n, spared)],
    terms: plainTerms('pro-rata', 'largest-remainder'),
    collected: 80n,
  })
  const schedule = { ...settled.schedule, remainder: { numerator: '0', denominator: '1' } }
  const cutoff = sealSchedule({ ...plainEdge, cutoff: { account: 'x', amount: '1' } }, SALT).cutoff!
  const cutoffOpening = { account: 'x', amount: '1', salt: SALT }
  const levies = [50n, 30n, 1n]
  const claims = settled.claims.map((one, at) => ({ ...one, levy: levies[at]!, cutoffOpening }))
  return presented(
    publish({ ...settled, claims, schedule: { ...schedule, cutoff }, collected: 81n }),
    2,
  )
}

const SALT = '5a'.repeat(32)
const plainEdge = { rule: 'queue', rounding: 'floor', weighted: false, score: '0' } as const

/** Honest caps of two claims, changed to those given. */
const capped = (...caps: [string, string]): Presented => {
  const settled = plain()
  const claims = settled.claims.map((one, at) => ({
    ...one,
    claim: { ...one.claim, cap: caps[at] ?? one.claim.cap },
  }))
  return presented(publish({ ...settled, claims }))
}

/** Somebody else has a cap above his base: only the total tells. */
const capacityBeyondBases = (): Presented => {
  const changed = changedClaim(plain(), 1, { cap: '301' })
  return presented(publish({ ...changed, schedule: { ...changed.schedule, weighted: true } }))
}

const otherTotal = (): Presented => {
  const { side, ...rest } = presented(publish(plain()))
  return { ...rest, side: { ...side, totals: { ...side.totals, exempt: '1' } } }
}

const otherSharesRoot = (): Presented => {
  const { side, ...rest } = presented(publish(plain()))
  return { ...rest, side: { ...side, sharesRoot: '08'.repeat(32) } }
}

/** For every check something that it refuses first, and what the others make of it alone. */
const CASES: Record<string, { subject: Presented; otherwise: string | null }> = {
  members: { subject: published('unknown member'), otherwise: 'text' },
  text: { subject: isComposedOnly(), otherwise: null },
  integer: { subject: published('leading zero'), otherwise: null },
  hex: { subject: published('salt in upper case'), otherwise: null },
  context: {
    subject: published('forged: another environment in the shares context'),
    otherwise: null,
  },
  counts: { subject: published('class counts that do not add up'), otherwise: null },
  'leaf count': {
    subject: published('forged: a deeper tree than the accounts need'),
    otherwise: null,
  },
  chunks: { subject: published('chunks in the wrong order'), otherwise: null },
  index: { subject: published('index beyond the tree'), otherwise: 'claims root' },
  'path length': { subject: published('path truncated'), otherwise: 'claims root' },
  'values count': { subject: published('five values in a leaf'), otherwise: 'claims root' },
  'sums count': { subject: published('two sums in the shares path'), otherwise: 'shares root' },
  'sum range': {
    subject: presented(publish(changedClaim(plain(), 0, { equity: (2n ** 127n).toString() }))),
    otherwise: null,
  },
  denominator: {
    subject: presented(publish(changedClaim(plain(), 0, { weight: '1/0' }))),
    otherwise: null,
  },
  account: { subject: published("someone else's statement"), otherwise: null },
  group: { subject: { ...grouped(), typedAccount: 'c' }, otherwise: null },
  'claims root': { subject: otherTotal(), otherwise: null },
  'shares root': { subject: otherSharesRoot(), otherwise: null },
  'root link': {
    subject: presented(publish({ ...plain(), sharesContext: { claimsRoot: '07'.repeat(32) } })),
    otherwise: null,
  },
  'claim totals': {
    subject: published('forged: the tree holds another base than the claim'),
    otherwise: 'capacity total',
  },
  cap: { subject: capped('501', '299'), otherwise: null },
  'levy chunks': { subject: movedLevy(), otherwise: null },
  cutoff: { subject: wronglyOpened(), otherwise: null },
  schedule: {
    subject: published('forged: one unit moved from one trader to another'),
    otherwise: null,
  },
  exempt: { subject: sparedPays({ class: 'exempt' }), otherwise: 'levy limit' },
  'levy limit': { subject: sparedPays({ cap: 0n }), otherwise: 'constants' },
  'capacity total': { subject: capacityBeyondBases(), otherwise: null },
  capacity: { subject: beyondCapacity(), otherwise: null },
  collected: { subject: published('residual wrong'), otherwise: null },
  residual: {
    subject: published('forged: a friend is let off and the residual swallows it'),
    otherwise: null,
  },
  theta: {
    subject: published('a friend is let off and the rate raised'),
    otherwise: 'constants',
  },
  constants: {
    subject: scheduled({ limits: { capFraction: { numerator: '7', denominator: '1' } } }),
    otherwise: null,
  },
}

describe('every check', () => {
  it.each(NAMES)('%s keeps out what no other check names so', (name) => {
    const { subject, otherwise } = CASES[name] ?? { subject: null, otherwise: null }
    if (subject === null) throw new Error(`expected a case for ${name}, got none`)
    expect(failing(verifyAccount(subject))[0]).toBe(name)
    expect(failing(verifyAccount(subject, without(name)))[0] ?? null).toBe(otherwise)
  })

  it('says what it found in one sentence, passed or not', () => {
    for (const { subject } of Object.values(CASES)) {
      for (const { sentence } of verifyAccount(subject)) expect(sentence).toMatch(/^[A-Z0-9].+\.$/)
    }
  })
})

describe('a group', () => {
  const { part, side, typedAccount } = grouped()
  const members = part.members!
  const refused = (change: Partial<AccountPart>, typed = typedAccount) =>
    failing(verifyAccount({ part: { ...part, ...change }, side, typedAccount: typed }))

  it('is accepted for each of its members', () => {
    expect(members.ids).toEqual(['a', 'b'])
    for (const id of members.ids) expect(refused({}, id)).toEqual([])
  })

  it.each([
    ['not opened', undefined],
    ['with a member left out', { ...members, ids: ['a'] }],
    ['with a stranger', { ...members, ids: ['a', 'b', 'c'] }],
    ['in another order', { ...members, ids: ['b', 'a'] }],
    ['with a member twice', { ...members, ids: ['a', 'a', 'b'] }],
    ['under another salt', { ...members, salt: '08'.repeat(32) }],
    ['with an empty id', { ...members, ids: ['', 'a', 'b'] }],
  ])('is refused %s', (_, changed) => {
    const subject = { ...omit(part, 'members'), ...(changed ? { members: changed } : {}) }
    expect(failing(verifyAccount({ part: subject, side, typedAccount }))).toContain('group')
  })

  it('is no way around typing an id: its own name is nobody', () => {
    expect(refused({}, part.account)).toEqual(['group'])
  })

  it('is not what a single account is', () => {
    const single = presented(publish(plain()))
    const joined = { ...single.part, members: { salt: '07'.repeat(32), ids: ['a'] } }
    expect(failing(verifyAccount({ ...single, part: joined }))).toEqual(['group'])
  })
})

describe('the levy', () => {
  const halves = population([3n, 3n, 3n, 3n])
  const exact = plainTerms('pro-rata', 'largest-remainder')
  const tied = exampleRun({ claims: halves, terms: exact, collected: 6n })

  it('with a remainder that ties with the edge needs the opening', () => {
    const subject = presented(tied, 1)
    expect(subject.part.cutoffOpening).toBeDefined()
    expect(failing(verifyAccount(subject))).toEqual([])
    const sealed = omit(subject.part, 'cutoffOpening')
    expect(failing(verifyAccount({ ...subject, part: sealed }))).toEqual(['schedule'])
  })

  it('has its remainder unit on the right side of the edge', () => {
    expect(tied.statements.map(({ part }) => part.levy)).toEqual(['2', '2', '1', '1'])
    const settled = settle({ claims: halves, terms: exact, collected: 6n })
    const claims = settled.claims.map((one, at) => ({ ...one, levy: [2n, 1n, 2n, 1n][at]! }))
    const swapped = publish({ ...settled, claims })
    expect(failing(verifyAccount(presented(swapped, 0)))).toEqual([])
    expect(failing(verifyAccount(presented(swapped, 1)))).toEqual(['schedule'])
    expect(failing(verifyAccount(presented(swapped, 2)))).toEqual(['schedule'])
  })

  it('at the edge of a queue is the amount that was sealed', () => {
    const run = exampleRun({
      claims: population([500n, 300n, 200n]),
      terms: plainTerms('queue'),
      collected: 600n,
    })
    expect(run.statements.map(({ part }) => part.levy)).toEqual(['500', '100', '0'])
    const opened = run.statements.map(({ part }) => part.cutoffOpening !== undefined)
    expect(opened).toEqual([false, true, false])
    for (const at of [0, 1, 2]) expect(failing(verifyAccount(presented(run, at)))).toEqual([])
  })

  it('of a group at the edge goes by its first member', () => {
    const claims = [
      plainClaim('b', 100n, { owner: 'o', score: '1' }),
      plainClaim('d', 100n, { owner: 'o', score: '1' }),
      plainClaim('c', 100n, { score: '1' }),
    ]
    const run = exampleRun({ claims, terms: plainTerms('queue'), collected: 150n })
    expect(run.statements.map(({ part }) => part.levy)).toEqual(['150', '0'])
    expect(failing(verifyAccount(presented(run, 0)))).toEqual([])
    expect(failing(verifyAccount(presented(run, 1)))).toEqual([])
  })

  it('under a queue cannot be checked without a score', () => {
    const settled = settle({
      claims: population([500n, 300n]),
      terms: plainTerms('queue'),
      collected: 600n,
    })
    const claims = settled.claims.map((one) => ({ ...one, claim: omit(one.claim, 'score') }))
    expect(failing(verifyAccount(presented(publish({ ...settled, claims }))))).toEqual(['schedule'])
  })

  it('of an exempt claim is 0', () => {
    const settled = settle({
      claims: [plainClaim('a', 500n, { class: 'exempt' }), plainClaim('b', 300n)],
      terms: plainTerms('pro-rata'),
      collected: 100n,
    })
    const claims = settled.claims.map((one, at) => ({ ...one, levy: [1n, 99n][at]! }))
    const run = publish({ ...settled, claims })
    expect(failing(verifyAccount(presented(run, 0)))).toEqual(['schedule', 'exempt', 'levy limit'])
    expect(failing(verifyAccount(presented(publish(settled), 0)))).toEqual([])
  })

  it('stops at the policy’s limits', () => {
    const limits = { ...NO_LIMITS, capFraction: fraction(1n, 10n), exemptBelow: 250n }
    const problem = {
      claims: population([500n, 300n, 200n]),
      terms: { ...plainTerms('equal-levy'), limits },
      collected: 75n,
    }
    const run = exampleRun(problem)
    expect(run.statements.map(({ part }) => part.levy)).toEqual(['45', '30', '0'])
    for (const at of [0, 1, 2]) expect(failing(verifyAccount(presented(run, at)))).toEqual([])
  })

  it('divides by nothing', () => {
    const { schedule } = plain()
    const zero = { numerator: '1', denominator: '0' }
    const schedules = [
      { ...schedule, theta: zero },
      { ...schedule, limits: { capFraction: zero } },
      { ...schedule, rounding: 'largest-remainder' as const, remainder: zero },
      { rule: 'level-down' as const, rounding: 'floor' as const, weighted: false, mu: zero },
    ]
    const subject = presented(publish(plain()))
    for (const changed of schedules) {
      const sharesContext = { ...subject.side.sharesContext, schedule: changed }
      const side = { ...subject.side, sharesContext }
      expect(failing(verifyAccount({ ...subject, side }))).toEqual(['denominator'])
    }
  })
})

describe('a claim that is spared', () => {
  it('pays nothing, and a statement that has it pay never says that it does', () => {
    const subject = sparedPays({ class: 'exempt' })
    const checks = verifyAccount(subject)
    expect(failing(checks)).toEqual(['exempt', 'levy limit', 'theta', 'constants'])
    expect(checks.filter((one) => one.isPassed && /pays nothing/.test(one.sentence))).toEqual([])
  })
})
