// Guarantees of the way from a request to a verb: which files a program of another site may read.
import { beforeAll, expect, test, vi } from 'vitest'
import { endpoint } from './endpoint'
import { downloadCheckpoint, downloadTile } from './log'
import { exportLevies } from './levy'
import { downloadReport, downloadReportProof } from './report'
import { createStatementLink, openStatementLink } from './statement'
import { call, done, execute, newOfficer, newVenue, publish, type Ref } from './venue.example'

const session = vi.hoisted(() => ({ currentOfficer: vi.fn() }))
// Signing in is the identity provider's; here somebody is signed in.
vi.mock('./session', () => session)

const LINES = Array.from({ length: 20 }, (_, index) => `acc-${index},20.00,eligible,`)
let ref: Ref
let publisher: Awaited<ReturnType<typeof newOfficer>>
beforeAll(async () => {
  ref = await execute(await newVenue(LINES))
  publisher = await newOfficer('publisher')
  done(await publish(publisher, ref))
})

type Asked = { method?: string; body?: string; headers?: Record<string, string> }
const on = (host: string, init: Asked = {}) =>
  new Request(`http://${host}/`, { ...init, headers: { host, ...init.headers } })
const publicHost = 'public.localhost:3000'
const readableElsewhere = (answer: Response) => {
  expect(answer.status).toBe(200)
  return answer.headers.get('access-control-allow-origin')
}
const path = (params: Record<string, string | string[]>) => ({ params: Promise.resolve(params) })

test('log and reports are readable for a program of any site', async () => {
  const report = path({ reportId: ref.clawbackId, version: 'v1' })
  const answers = [
    await endpoint(downloadCheckpoint)(on(publicHost), path({})),
    await endpoint(downloadTile)(on(publicHost), path({ path: ['entries', '000.p', '1'] })),
    await endpoint(downloadReport)(on(publicHost), report),
    await endpoint(downloadReportProof)(on(publicHost), report),
  ]
  expect(answers.map(readableElsewhere)).toEqual(['*', '*', '*', '*'])
})

test('a statement behind its link, and what an officer takes away, are not', async () => {
  const about = { clawbackId: ref.clawbackId, account: 'acc-0' }
  const { address } = done(await call(createStatementLink, publisher, about))
  const token = address.split('#')[1] ?? ''
  const headers = { origin: `http://${publicHost}`, 'content-type': 'application/json' }
  const opened = await endpoint(openStatementLink)(
    on(publicHost, { method: 'POST', headers, body: JSON.stringify({ token }) }),
    path({}),
  )
  expect(readableElsewhere(opened)).toBeNull()
  session.currentOfficer.mockResolvedValue(await newOfficer('auditor'))
  const { clawbackId } = ref
  const levies = await endpoint(exportLevies)(on('localhost:3000'), path({ clawbackId }))
  expect(readableElsewhere(levies)).toBeNull()
})
