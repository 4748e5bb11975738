// A slow second kernel for tests: every rule straight from its definition, in exact fractions, importing nothing.

/** Numerator and denominator, the latter above 0; not always in lowest terms. */
export type Ratio = readonly [bigint, bigint]
type Part = { numerator: bigint; denominator: bigint }

export type OracleClaim = {
  account: string
  owner: string | null
  class: 'eligible' | 'house' | 'exempt'
  base: bigint
  equity: bigint | null
  cap: bigint | null
  weight: Part | null
  score: string | null
}

export type OracleTerms = {
  rule: 'pro-rata' | 'equal-levy' | 'level-down' | 'talmud' | 'queue'
  rounding: 'floor' | 'largest-remainder'
  limits: { capFraction: Part | null; minEquity: bigint | null; exemptBelow: bigint | null }
}

/** One owner: d, c, w of allocation.md §3, and the claims he is made of. */
type Member = {
  id: string
  d: Ratio
  c: Ratio
  w: Ratio
  score: string | null
  isCounted: boolean
  claims: { index: number; base: bigint; id: string }[]
}

/** The last one that gets a unit (or a part of the queue): who, how much, and its remainder. */
type Edge = { account: string; amount: bigint; remainder: Ratio }

type OracleAnswer = {
  capacity: bigint
  chargedBase: bigint
  missing: bigint
  residual: bigint
  levies: bigint[]
  /** θ or μ. */
  constant: Ratio | null
  half: 'low' | 'high' | null
  edge: Edge | null
}

/** Everything an allocation says; without levies and residual when `missing` is above 0. */
export const oracle = (
  claims: readonly OracleClaim[],
  terms: OracleTerms & { collected: bigint },
): OracleAnswer => {
  const members = membersOf(claims, terms.limits)
  const counted = members.filter(({ isCounted }) => isCounted)
  const capacity = integer(total(counted.map(({ c }) => c)))
  const chargedBase = integer(total(counted.map(({ d }) => d)))
  const missing = terms.collected > capacity ? terms.collected - capacity : 0n
  const nothing = { residual: 0n, levies: [], constant: null, half: null, edge: null }
  if (missing > 0n) return { capacity, chargedBase, missing, ...nothing }
  const { shares, ...solved } = solution(counted, terms)
  const rounded = round(counted, shares, terms)
  const levies = claims.map(() => 0n)
  counted.forEach((member, at) => spread(member, rounded.whole[at] ?? 0n, levies))
  const residual = terms.collected - levies.reduce((all, one) => all + one, 0n)
  const edge = solved.edge ?? rounded.edge
  return { capacity, chargedBase, missing, residual, levies, ...solved, edge }
}

/** U, before anything is decided about C. */
export const oracleCapacity = (
  claims: readonly OracleClaim[],
  limits: OracleTerms['limits'],
): bigint => integer(total(membersOf(claims, limits).map(({ c }) => c)))

const membersOf = (claims: readonly OracleClaim[], limits: OracleTerms['limits']): Member[] => {
  const keyOf = ({ owner, account }: OracleClaim) =>
    owner === null ? `a ${account}` : `o ${owner}`
  return [...new Set(claims.map(keyOf))].map((key) =>
    memberOf(
      claims.flatMap((one, index) => (keyOf(one) === key ? [{ one, index }] : [])),
      limits,
    ),
  )
}

const memberOf = (
  parts: readonly { one: OracleClaim; index: number }[],
  { capFraction, minEquity, exemptBelow }: OracleTerms['limits'],
): Member => {
  const all = parts.map(({ one }) => one)
  const first = all[0]
  if (!first) throw new Error('expected at least one claim')
  const d = add(all.map(({ base }) => base))
  const isCounted = first.class !== 'exempt' && !(exemptBelow !== null && d < exemptBelow)
  const most = [d, add(all.map(({ base, cap }) => (cap === null ? base : cap)))]
  if (capFraction) most.push((d * capFraction.numerator) / capFraction.denominator)
  const equities = all.flatMap(({ equity }) => (equity === null ? [] : [equity]))
  if (minEquity !== null && equities.length === all.length) {
    const spare = add(equities) - minEquity
    most.push(spare > 0n ? spare : 0n)
  }
  const c = most.reduce((least, one) => (one < least ? one : least))
  return {
    id: all.map(({ account }) => account).reduce((least, one) => (one < least ? one : least)),
    d: [d, 1n],
    c: [isCounted ? c : 0n, 1n],
    w: first.weight ? [first.weight.numerator, first.weight.denominator] : [1n, 1n],
    score: first.score,
    isCounted,
    claims: parts.map(({ one, index }) => ({ index, base: one.base, id: one.account })),
  }
}

type Solved = {
  shares: Ratio[]
  constant: Ratio | null
  half: 'low' | 'high' | null
  edge: Edge | null
}

/** The table of allocation.md §3, one line each: xᵢ, and the points at which it may bend. */
const solution = (
  members: readonly Member[],
  { rule, collected }: OracleTerms & { collected: bigint },
): Solved => {
  const amount: Ratio = [collected, 1n]
  const solvedBy = (points: readonly Ratio[], x: (member: Member, t: Ratio) => Ratio): Solved => {
    const constant = crossing(points, (t) => total(members.map((one) => x(one, t))), amount)
    const shares = members.map((one) => x(one, constant))
    return { shares, constant, half: null, edge: null }
  }
  const bending = members.filter(({ c }) => c[0] > 0n)
  switch (rule) {
    case 'pro-rata': {
      const points = bending.map(({ c, w, d }) => over(c, times(w, d)))
      return solvedBy(rising([ZERO, ...points]), ({ w, d, c }, t) => min(times(t, times(w, d)), c))
    }
    case 'equal-levy':
      return solvedBy(rising([ZERO, ...bending.map(({ c }) => c)]), ({ c }, t) => min(t, c))
    case 'level-down': {
      const points = bending.flatMap(({ d, c }) => [d, minus(d, c)])
      return solvedBy(rising(points).reverse(), ({ d, c }, mu) => min(max(ZERO, minus(d, mu)), c))
    }
    case 'talmud':
      return talmud(members, amount)
    case 'queue':
      return queue(members, collected)
  }
}

const talmud = (members: readonly Member[], amount: Ratio): Solved => {
  const whole = total(members.map(({ d }) => d))
  const isLow = compare(amount, over(whole, TWO)) <= 0
  const shared = isLow ? amount : minus(whole, amount)
  const points = rising([ZERO, ...members.map(({ d }) => over(d, TWO))])
  const least = ({ d }: Member, t: Ratio) => min(over(d, TWO), t)
  const constant = crossing(points, (t) => total(members.map((one) => least(one, t))), shared)
  const shares = members.map((one) => {
    const part = least(one, constant)
    return isLow ? part : minus(one.d, part)
  })
  return { shares, constant, half: isLow ? 'low' : 'high', edge: null }
}

const queue = (members: readonly Member[], collected: bigint): Solved => {
  const places = members
    .map((member, at) => ({ member, at }))
    .sort((a, b) => compareDecimals(b.member.score, a.member.score) || byId(a.member, b.member))
  const shares = members.map(() => ZERO)
  let [left, edge]: [bigint, Edge | null] = [collected, null]
  for (const { member, at } of places) {
    const amount = integer(min([left, 1n], member.c))
    if (amount === 0n) continue
    shares[at] = [amount, 1n]
    edge = { account: member.id, amount, remainder: ZERO }
    left -= amount
  }
  return { shares, constant: null, half: null, edge }
}

/** The first value along the points at which the rising, piecewise linear sum is the amount. */
const crossing = (points: readonly Ratio[], taken: (t: Ratio) => Ratio, amount: Ratio): Ratio => {
  let [below, reaching] = [-1, points.length - 1]
  while (reaching - below > 1) {
    const middle = Math.floor((below + reaching) / 2)
    if (compare(taken(points[middle] ?? ZERO), amount) >= 0) reaching = middle
    else below = middle
  }
  const [from, to] = [points[reaching - 1], points[reaching] ?? ZERO]
  if (from === undefined) return to
  const [low, high] = [taken(from), taken(to)]
  const part = over(minus(amount, low), minus(high, low))
  return plus(from, times(part, minus(to, from)))
}

/** Floors, and under largest remainder one unit each by remainder descending, then by account. */
const round = (
  members: readonly Member[],
  shares: readonly Ratio[],
  { rounding, collected }: OracleTerms & { collected: bigint },
): { whole: bigint[]; edge: Edge | null } => {
  const whole = shares.map(([p, q]) => p / q)
  if (rounding === 'floor') return { whole, edge: null }
  let left = collected - add(whole)
  let edge: Edge | null = null
  const ranked = members
    .map(({ id }, at) => ({ id, at, remainder: minus(shares[at] ?? ZERO, [whole[at] ?? 0n, 1n]) }))
    .sort((a, b) => compare(b.remainder, a.remainder) || byId(a, b))
  for (const { id, at, remainder } of ranked) {
    if (left === 0n) break
    const amount = (whole[at] ?? 0n) + 1n
    whole[at] = amount
    edge = { account: id, amount, remainder }
    left -= 1n
  }
  return { whole, edge }
}

/** An owner's levy over his accounts: by base, largest remainder. */
const spread = ({ claims }: Member, levy: bigint, levies: bigint[]): void => {
  const whole = add(claims.map(({ base }) => base))
  if (levy === 0n) return
  for (const { index, base } of claims) levies[index] = (levy * base) / whole
  let left = levy - add(claims.map(({ index }) => levies[index] ?? 0n))
  const ranked = claims
    .map(({ index, base, id }) => ({ index, id, rest: (levy * base) % whole }))
    .sort((a, b) => (a.rest === b.rest ? byId(a, b) : a.rest > b.rest ? -1 : 1))
  for (const { index } of ranked) {
    if (left === 0n) return
    levies[index] = (levies[index] ?? 0n) + 1n
    left -= 1n
  }
}

const ZERO: Ratio = [0n, 1n]
const TWO: Ratio = [2n, 1n]
const add = (amounts: readonly bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n)
const total = (ratios: readonly Ratio[]): Ratio => ratios.reduce<Ratio>(plus, ZERO)
const integer = ([p, q]: Ratio): bigint => p / q
const compare = ([a, b]: Ratio, [c, d]: Ratio): number => {
  if (a * d === c * b) return 0
  return a * d < c * b ? -1 : 1
}
const min = (a: Ratio, b: Ratio): Ratio => (compare(a, b) <= 0 ? a : b)
const max = (a: Ratio, b: Ratio): Ratio => (compare(a, b) >= 0 ? a : b)
const times = ([a, b]: Ratio, [c, d]: Ratio): Ratio => [a * c, b * d]
const over = ([a, b]: Ratio, [c, d]: Ratio): Ratio => lowest([a * d, b * c])
const minus = (a: Ratio, [c, d]: Ratio): Ratio => plus(a, [-c, d])
function plus([a, b]: Ratio, [c, d]: Ratio): Ratio {
  return b === d ? [a + c, b] : lowest([a * d + c * b, b * d])
}
const lowest = ([p, q]: Ratio): Ratio => {
  let [a, b] = [p < 0n ? -p : p, q]
  while (b !== 0n) [a, b] = [b, a % b]
  return [p / a, q / a]
}
const rising = (ratios: readonly Ratio[]): Ratio[] => [...ratios].sort(compare)
const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1)

const compareDecimals = (a: string | null, b: string | null): number =>
  compare(decimal(a), decimal(b))
const decimal = (text: string | null): Ratio => {
  if (text === null) throw new Error('expected a score')
  const [whole = '', digits = ''] = text.replace('-', '').split('.')
  const magnitude = BigInt(whole + digits)
  return [text.startsWith('-') ? -magnitude : magnitude, 10n ** BigInt(digits.length)]
}
