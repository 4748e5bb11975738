// Guarantees over any history: whatever people do in whatever order, nothing passes with too few.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Approval, doesCount, type Quorum } from './quorum'
import { isRefusal } from './refusal'
import { decide } from './subject'
import { DRAFT } from './subject.example'
import {
  type Actor,
  type Command,
  evolve,
  stateAt,
  type SubjectEvent,
  type SubjectState,
} from './subject-state'

type Step =
  | { kind: 'command'; who: number; command: Command; minutes: number }
  | { kind: 'lose-approval'; who: number }
  | { kind: 'pause' | 'resume' }

const GROUPS = ['compliance', 'risk', 'treasury', 'legal']
const START = Date.parse('2026-11-22T12:00:00Z')
const at = (minutes: number) =>
  new Date(START + minutes * 60_000).toISOString().replace('.000Z', 'Z')

const times = (count: number, command: Command) => Array.from({ length: count }, () => command)
// What ends a history is rare, or few would come to an execution.
const commands: Command[] = [
  ...times(40, { kind: 'approve' }),
  ...times(12, { kind: 'execute' }),
  ...times(6, { kind: 'withdraw' }),
  ...times(3, { kind: 'propose' }),
  { kind: 'execute', moved: ['usableFund'] },
  { kind: 'edit' },
  { kind: 'reject', reason: 'no' },
  { kind: 'veto', reason: 'no' },
  { kind: 'publish' },
]
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('command' as const),
      who: fc.nat(5),
      command: fc.constantFrom(...commands),
      minutes: fc.oneof(
        { weight: 9, arbitrary: fc.nat(40) },
        { weight: 1, arbitrary: fc.nat(900) },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('lose-approval' as const), who: fc.nat(5) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const) }),
  },
)
const anyActor = (officerId: string): fc.Arbitrary<Actor> =>
  fc.record({
    officerId: fc.constant(officerId),
    roles: fc.oneof(
      fc.constant(['analyst', 'approver'] as const),
      fc.constant(['approver', 'admin'] as const),
    ),
    group: fc.constantFrom(...GROUPS),
    keysHeld: fc.constant(2),
    keys: fc.array(
      fc.record({
        isDeviceBound: fc.boolean(),
        isInForce: fc.constantFrom(true, true, true, false),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  })
const anyActors = fc.tuple(...['a', 'b', 'c', 'd', 'e', 'f'].map(anyActor))
const anyQuorum: fc.Arbitrary<Quorum> = fc
  .record({
    approvals: fc.integer({ min: 1, max: 3 }),
    groups: fc.integer({ min: 1, max: 2 }),
    among: fc.constantFrom([], GROUPS.slice(0, 3)),
    deviceBound: fc.boolean(),
  })
  .filter(({ approvals, groups }) => groups <= approvals)
  .map((quorum) => ({
    ...quorum,
    approvals: String(quorum.approvals),
    groups: String(quorum.groups),
  }))
const proposal = (who: number): Step => ({
  ...{ kind: 'command', who, minutes: 0 },
  command: { kind: 'propose' },
})
const anyWorld = fc.record({
  actors: anyActors,
  quorum: anyQuorum,
  owner: fc.option(fc.constantFrom('b', 'c')),
  // Most histories are about what follows a proposal.
  steps: fc
    .array(anyStep, { minLength: 20, maxLength: 60 })
    .chain((steps) =>
      fc.constantFrom(steps, [proposal(1), ...steps], [proposal(2), proposal(3), ...steps]),
    ),
})
type World = {
  actors: readonly Actor[]
  quorum: Quorum
  owner: string | null
  steps: readonly Step[]
}
type Moment = { before: SubjectState; events: readonly SubjectEvent[]; actor: Actor; now: string }

/** Plays the steps as the verbs do: every command through decide, every event through evolve. */
const play = ({ actors, quorum, owner, steps }: World): Moment[] => {
  const pool = actors.map((actor) => ({
    ...{ officerId: actor.officerId, group: actor.group },
    isDeviceBound: actor.keys.some((key) => key.isDeviceBound && key.isInForce),
  }))
  const owners = owner === null ? [] : [owner]
  let run: SubjectState = { ...DRAFT, quorum, owners, authors: ['a'], pool }
  let minutes = 0
  const moments: Moment[] = []
  for (const step of steps) {
    if (step.kind === 'pause' || step.kind === 'resume')
      run = { ...run, isPaused: step.kind === 'pause' }
    if (step.kind === 'lose-approval') {
      const lost = actors[step.who]!.officerId
      run = { ...run, approvals: run.approvals.filter(({ officerId }) => officerId !== lost) }
    }
    if (step.kind !== 'command') continue
    minutes += step.minutes
    const [actor, now] = [actors[step.who]!, at(minutes)]
    const events = decide(run, step.command, { actor, now })
    if (isRefusal(events)) continue
    moments.push({ before: run, events, actor, now })
    run = events.reduce(evolve, run)
    // What the verb writes with the proposal.
    if (events[0]?.type === 'proposed')
      run = {
        ...run,
        ...{ decideBy: at(minutes + 1440), expiresAt: at(minutes + 1440) },
        notBefore: at(minutes + 30),
      }
  }
  return moments
}
const has = ({ events }: Moment, type: SubjectEvent['type']) =>
  events.some((event) => event.type === type)
const after = ({ before, events }: Moment) => events.reduce(evolve, before)
const ENDS = ['superseded', 'rejected', 'vetoed', 'withdrawn', 'expired', 'stale', 'executed']

/** Counted without the kernel's own functions: people, and groups, that may count at all. */
const counted = ({ approvals, quorum, authors, owners, proposer }: SubjectState) => {
  const fit = approvals.filter(
    (one: Approval) =>
      (quorum.among.length === 0 || quorum.among.includes(one.group)) &&
      (one.isDeviceBound || !quorum.deviceBound) &&
      ![...authors, ...owners, proposer].includes(one.officerId),
  )
  return {
    people: new Set(fit.map(({ officerId }) => officerId)).size,
    groups: new Set(fit.map(({ group }) => group)).size,
  }
}

test('nothing is executed with fewer people or groups than the quorum, or out of its time', () => {
  let executed = 0
  fc.assert(
    fc.property(anyWorld, (world) => {
      for (const moment of play(world).filter((one) => has(one, 'executed'))) {
        executed += 1
        const { before, now } = moment
        const { people, groups } = counted(before)
        expect(people).toBeGreaterThanOrEqual(Number(before.quorum.approvals))
        expect(groups).toBeGreaterThanOrEqual(Number(before.quorum.groups))
        expect(before.notBefore! <= now && now < before.expiresAt!).toBe(true)
        expect(before.isPaused).toBe(false)
      }
    }),
    { numRuns: 3_000 },
  )
  // The property says nothing if no history ever gets there.
  expect(executed).toBeGreaterThan(50)
})

test('no approval of an author, a proposer or an owner is ever recorded', () => {
  fc.assert(
    fc.property(anyWorld, (world) => {
      for (const { before, events, actor } of play(world)) {
        if (!events.some(({ type }) => type === 'signed')) continue
        expect([...before.authors, before.proposer]).not.toContain(actor.officerId)
        expect(before.owners).not.toContain(actor.officerId)
        expect(before.approvals.map(({ officerId }) => officerId)).not.toContain(actor.officerId)
      }
    }),
  )
})

test('a revision ends at most once, and nothing but a report follows an end', () => {
  fc.assert(
    fc.property(anyWorld, (world) => {
      const moments = play(world)
      const end = moments.findIndex((one) => ENDS.includes(after(one).state))
      if (end === -1) return
      const later = moments.slice(end + 1).flatMap(({ events }) => events.map(({ type }) => type))
      expect(later.filter((type) => type !== 'published')).toEqual([])
    }),
  )
})

test('every recorded approval counts, and what is promoted has its quorum', () => {
  fc.assert(
    fc.property(anyWorld, (world) => {
      for (const moment of play(world)) {
        const run = after(moment)
        for (const event of moment.events)
          if (event.type === 'signed') expect(doesCount(run.quorum, event.approval)).toBe(true)
        if (!has(moment, 'approved')) continue
        expect(counted(run).people).toBeGreaterThanOrEqual(Number(run.quorum.approvals))
        expect(counted(run).groups).toBeGreaterThanOrEqual(Number(run.quorum.groups))
      }
    }),
  )
})

test('whoever takes his approval back opens what loses its quorum by that', () => {
  fc.assert(
    fc.property(anyWorld, (world) => {
      for (const moment of play(world).filter((one) => has(one, 'approval-withdrawn'))) {
        const run = after(moment)
        const { people, groups } = counted(run)
        const isMet = people >= Number(run.quorum.approvals) && groups >= Number(run.quorum.groups)
        if (run.state === 'approved') expect(isMet).toBe(true)
        expect(stateAt(run, moment.now)).toBe(
          isMet && run.state === 'approved' ? 'approved' : 'proposed',
        )
      }
    }),
  )
})

test('a refusal changes nothing and says why in a sentence', () => {
  const anyState = fc.constantFrom(
    ...(['draft', 'proposed', 'approved', 'executed', 'stale', 'expired'] as const),
  )
  fc.assert(
    fc.property(anyWorld, anyState, fc.constantFrom(...commands), (world, state, command) => {
      const run = { ...DRAFT, quorum: world.quorum, state }
      const decided = decide(run, command, { actor: world.actors[1]!, now: at(0) })
      if (isRefusal(decided)) expect(decided.sentence).toMatch(/^[A-Z].*\.$/)
      else expect(decided.length + Number(command.kind === 'edit')).toBeGreaterThan(0)
    }),
  )
})
