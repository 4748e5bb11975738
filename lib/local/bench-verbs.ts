// Times every verb of the main job over HTTP, signed with passkeys, and counts its round trips to the database.
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  enrol,
  type Officer,
  prepareSigning,
  recordSigning,
  type Signer,
  type Signing,
  signIn,
} from './bench-officer'
import { tell } from './measurement'
import type { Stack } from './stack'

const SIZES = [
  { claims: 20_000, runs: 5 },
  { claims: 1_000_000, runs: 1 },
]
/** Up to here everything must pass; beyond, the measurement says how far a run comes. */
const FITS = 20_000
const CLAIMS_PER_CHUNK = 5_000
const FUND = 'usdc-options'

export const benchVerbs = async (stack: Stack, log: string): Promise<void> => {
  const approvers: Signer[] = []
  const analyst = await enrol(stack, 'analyst')
  for (const person of ['approver', 'approver-2', 'approver-3'])
    approvers.push(await enrol(stack, person))
  const people = { analyst, approvers, publisher: await signIn(stack, 'publisher') }
  for (const { claims, runs } of SIZES) {
    const watch = openWatch(stack)
    try {
      for (let run = 0; run < runs; run += 1)
        await mainJob({ ...people, claims, lossId: `BENCH-${claims}-${run}`, time: watch.time })
      await watch.time('home', () => analyst.get('/'), size)
    } catch (error) {
      if (claims <= FITS) throw error
      tellProblem(claims, { error, log })
    } finally {
      watch.tellAll(claims)
    }
  }
}

/** Where the job stops at a size, and why; what was measured until then stands all the same. */
const tellProblem = (size: number, { error, log }: { error: unknown; log: string }): void => {
  const problem = String(error)
  const reference = /"reference":"([^"]+)"/.exec(problem)?.[1]
  const cause = readFileSync(log, 'utf8')
    .split('\n')
    .find(
      (line) => reference !== undefined && line.includes(reference) && line.includes('"causes"'),
    )
  process.stdout.write(`${JSON.stringify({ name: 'the job stopped', size, problem, cause })}\n`)
}

type Time = <Answer>(
  name: string,
  work: () => Promise<Answer>,
  proof: (answer: Answer) => string,
) => Promise<Answer>

const openWatch = (stack: Stack) => {
  const taken = new Map<string, { values: number[]; roundTrips: number; checksum: string }>()
  const time: Time = async (name, work, proof) => {
    const [began, before] = [performance.now(), stack.roundTrips()]
    const answer = await work()
    const entry = taken.get(name) ?? { values: [], roundTrips: 0, checksum: '' }
    entry.values.push(performance.now() - began)
    const roundTrips = stack.roundTrips() - before
    taken.set(name, { ...entry, roundTrips, checksum: proof(answer) })
    return answer
  }
  const tellAll = (claims: number) => {
    for (const [name, entry] of taken) tell({ name, size: claims, unit: 'ms', ...entry })
  }
  return { time, tellAll }
}

type Job = {
  analyst: Signer
  approvers: readonly Signer[]
  publisher: Officer
  claims: number
  lossId: string
  time: Time
}
const size = (text: string): string => String(text.length)
type Ref = { clawbackId: string; revision: number }

const mainJob = async (job: Job): Promise<void> => {
  const { analyst, publisher, time } = job
  const ref = await drafted(job)
  await signed({ signer: analyst, ref, decision: 'propose', time })
  const path = `/api/clawbacks/${ref.clawbackId}`
  const approver = await approved(job, ref)
  await time('show', () => approver.get(path), size)
  await untilReleasable(approver, path)
  const execute = () => approver.post<{ runDigest: string }>(`${path}/execution`, ref)
  await time('execute', execute, ({ runDigest }) => runDigest.slice(0, 16))
  await time('export levies', () => approver.get(`${path}/levies.csv`), size)
  const publish = () => publisher.post<{ sha256: string }>(`${path}/report`, {})
  await time('publish', publish, ({ sha256 }) => sha256.slice(0, 16))
}

const drafted = async (job: Job): Promise<Ref> => {
  const { analyst, lossId, time } = job
  const input = {
    fundId: FUND,
    lossIds: [lossId],
    snapshotId: await broughtInput(job),
    policyId: 'P-1',
    policyVersion: 1,
    topUp: '0',
    reason: 'measured',
  }
  const simulate = () =>
    analyst.post<{ waterfall: { levied: string } }>('/api/clawbacks/simulations', input)
  await time('simulate', simulate, ({ waterfall }) => waterfall.levied)
  const save = () => analyst.post<Ref>('/api/clawbacks', input)
  return time('save draft', save, ({ clawbackId }) => clawbackId)
}

const broughtInput = async ({ analyst, lossId, claims, time }: Job): Promise<string> => {
  const opened = await analyst.post<{ importId: string }>('/api/losses/imports', {
    fundId: FUND,
    fileName: 'bench.csv',
    rows: 1,
  })
  const text = `id,time,market,shortfall\n${lossId},2026-01-01T00:00:00Z,OPT-USDC,4000000.00`
  await analyst.post(`/api/losses/imports/${opened.importId}/chunks`, { firstLine: 2, text })
  await analyst.post(`/api/losses/imports/${opened.importId}/completion`, {})
  const importing = () => importClaims(analyst, claims)
  const snapshot = await time('import claims and freeze', importing, ({ digest }) =>
    digest.slice(0, 16),
  )
  return snapshot.id
}

const importClaims = async (analyst: Officer, claims: number) => {
  const { importId } = await analyst.post<{ importId: string }>('/api/claims/imports', {
    fundId: FUND,
    numeraire: 'profit',
    cutoffAt: '2026-01-01T00:00:00Z',
    fileName: 'bench.csv',
    rows: claims,
  })
  const lines = Array.from(
    { length: claims },
    (_, index) => `bench-${index},${1000 + ((index * 7919) % 100_000)}.25`,
  )
  for (let from = 0; from < claims; from += CLAIMS_PER_CHUNK) {
    const text = ['account,base', ...lines.slice(from, from + CLAIMS_PER_CHUNK)].join('\n')
    await analyst.post(`/api/claims/imports/${importId}/chunks`, { firstLine: from + 2, text })
  }
  for (let tree = { done: 0, of: 1 }; tree.done < tree.of;) {
    tree = await analyst.post<typeof tree>(`/api/claims/imports/${importId}/tree`, {})
  }
  return analyst.post<{ id: string; digest: string }>(`/api/claims/imports/${importId}/freeze`, {})
}

/** As many approve as the run's tier asks; answers the last of them. */
const approved = async ({ approvers, time }: Job, ref: Ref): Promise<Signer> => {
  for (const signer of approvers) {
    const state = await signed({ signer, ref, decision: 'approve', time })
    if (state === 'approved') return signer
  }
  throw new Error(`expected ${ref.clawbackId} approved by ${approvers.length} people`)
}

const signed = async (given: {
  signer: Signer
  ref: Ref
  decision: Signing['decision']
  time: Time
}): Promise<string> => {
  const { signer, ref, decision, time } = given
  const { clawbackId: subjectId, revision } = ref
  const signing = { subjectType: 'clawback', subjectId, revision, decision } as const
  const prepare = () => prepareSigning(signer, signing)
  const prepared = await time(`${decision}: prepare`, prepare, ({ challengeId }) =>
    challengeId.slice(0, 16),
  )
  const record = () => recordSigning(signer, prepared)
  const { state } = await time(`${decision}: record`, record, (answer) => answer.state)
  return state
}

/** Waits for the end of the cooling-off, where the tier has one. */
const untilReleasable = async (signer: Signer, path: string): Promise<void> => {
  const { notBefore } = JSON.parse(await signer.get(path)) as { notBefore: string | null }
  const left = notBefore === null ? 0 : Date.parse(notBefore) - Date.now()
  // The database's clock counts whole seconds of its own.
  if (left > -1_000) await sleep(left + 1_500)
}
