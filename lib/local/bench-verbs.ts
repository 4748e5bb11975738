// Times every verb of the main job over HTTP with 20 thousand claims, and counts its round trips to the database.
import { type APIRequestContext, request } from '@playwright/test'
import { tell } from './measurement'
import type { Stack } from './stack'

const CLAIMS = 20_000
const CLAIMS_PER_CHUNK = 5_000
const RUNS = 5
const FUND = 'usdc-options'

export type Officer = {
  context: APIRequestContext
  get: (path: string) => Promise<string>
  post: <Answer>(path: string, body: object) => Promise<Answer>
}

export const benchVerbs = async (stack: Stack): Promise<void> => {
  const people: People = {
    analyst: await signIn(stack, 'analyst'),
    approver: await signIn(stack, 'approver'),
    publisher: await signIn(stack, 'publisher'),
  }
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
  for (let run = 0; run < RUNS; run += 1) await mainJob(people, run, time)
  await time('home', () => people.analyst.get('/'), size)
  for (const [name, entry] of taken) tell({ name, size: CLAIMS, unit: 'ms', ...entry })
}

type People = { analyst: Officer; approver: Officer; publisher: Officer }
const size = (text: string): string => String(text.length)

const mainJob = async ({ analyst, approver, publisher }: People, run: number, time: Time) => {
  const { snapshotId, lossId } = await bringInput({ analyst, run, time })
  const input = {
    fundId: FUND,
    lossIds: [lossId],
    snapshotId,
    policyId: 'P-1',
    policyVersion: 1,
    topUp: '0',
    reason: 'measured',
  }
  const simulate = () =>
    analyst.post<{ waterfall: { levied: string } }>('/api/clawbacks/simulations', input)
  await time('simulate', simulate, ({ waterfall }) => waterfall.levied)
  const ref = await time(
    'save draft',
    () => analyst.post<Ref>('/api/clawbacks', input),
    ({ clawbackId }) => clawbackId,
  )
  await signing({ officer: analyst, ref, decision: 'propose', time })
  await signing({ officer: approver, ref, decision: 'approve', time })
  const path = `/api/clawbacks/${ref.clawbackId}`
  await time('show', () => approver.get(path), size)
  const execute = () => approver.post<{ runDigest: string }>(`${path}/execution`, ref)
  await time('execute', execute, ({ runDigest }) => runDigest.slice(0, 16))
  await time('export levies', () => approver.get(`${path}/levies.csv`), size)
  const publish = () => publisher.post<{ sha256: string }>(`${path}/report`, {})
  await time('publish', publish, ({ sha256 }) => sha256.slice(0, 16))
}

type Ref = { clawbackId: string; revision: number }
type Time = <Answer>(
  name: string,
  work: () => Promise<Answer>,
  proof: (answer: Answer) => string,
) => Promise<Answer>

const bringInput = async ({
  analyst,
  run,
  time,
}: {
  analyst: Officer
  run: number
  time: Time
}) => {
  const opened = await analyst.post<{ importId: string }>('/api/losses/imports', {
    fundId: FUND,
    fileName: 'bench.csv',
    rows: 1,
  })
  const lossId = `BENCH-${run}`
  const text = `id,time,market,shortfall\n${lossId},2026-01-01T00:00:00Z,OPT-USDC,9000000.00`
  await analyst.post(`/api/losses/imports/${opened.importId}/chunks`, { firstLine: 2, text })
  await analyst.post(`/api/losses/imports/${opened.importId}/completion`, {})
  const importing = () => importClaims(analyst)
  const snapshot = await time('import claims and freeze', importing, ({ digest }) =>
    digest.slice(0, 16),
  )
  return { lossId, snapshotId: snapshot.id }
}

const importClaims = async (analyst: Officer) => {
  const { importId } = await analyst.post<{ importId: string }>('/api/claims/imports', {
    fundId: FUND,
    numeraire: 'profit',
    cutoffAt: '2026-01-01T00:00:00Z',
    fileName: 'bench.csv',
    rows: CLAIMS,
  })
  const lines = Array.from(
    { length: CLAIMS },
    (_, index) => `bench-${index},${1000 + ((index * 7919) % 100_000)}.25`,
  )
  for (let from = 0; from < CLAIMS; from += CLAIMS_PER_CHUNK) {
    const text = ['account,base', ...lines.slice(from, from + CLAIMS_PER_CHUNK)].join('\n')
    await analyst.post(`/api/claims/imports/${importId}/chunks`, { firstLine: from + 2, text })
  }
  for (let tree = { done: 0, of: 1 }; tree.done < tree.of;) {
    tree = await analyst.post<typeof tree>(`/api/claims/imports/${importId}/tree`, {})
  }
  return analyst.post<{ id: string; digest: string }>(`/api/claims/imports/${importId}/freeze`, {})
}

const signing = async (given: {
  officer: Officer
  ref: Ref
  decision: 'propose' | 'approve'
  time: Time
}) => {
  const { officer, ref, decision, time } = given
  const path = `/api/clawbacks/${ref.clawbackId}/signoffs`
  const prepare = () =>
    officer.post<{ challengeId: string }>(`${path}/statement`, { ...ref, decision, reason: '' })
  const { challengeId } = await time(`${decision}: prepare`, prepare, (answer) =>
    answer.challengeId.slice(0, 16),
  )
  const record = () =>
    officer.post<{ state: string }>(path, { challengeId, evidence: { kind: 'session' } })
  await time(`${decision}: record`, record, ({ state }) => state)
}

/** Signs a person in over plain HTTP, as the sign-in page's form does. */
export const signIn = async (stack: Stack, person: string): Promise<Officer> => {
  const context = await request.newContext({
    baseURL: stack.origin,
    extraHTTPHeaders: { origin: stack.origin },
  })
  await context.post('/sign-in/start', { form: { person } })
  const checked = async (path: string, response: Awaited<ReturnType<APIRequestContext['get']>>) => {
    if (response.ok()) return response.text()
    throw new Error(`${path} answered ${response.status()}: ${await response.text()}`)
  }
  return {
    context,
    get: async (path) => checked(path, await context.get(path)),
    post: async <Answer>(path: string, body: object) => {
      const headers = { 'idempotency-key': crypto.randomUUID() }
      return JSON.parse(
        await checked(path, await context.post(path, { data: body, headers })),
      ) as Answer
    },
  }
}
