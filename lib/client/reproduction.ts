// Repeating a run in this browser from the frozen claims, and holding every levy against what the page shows.
import { queryOptions } from '@tanstack/react-query'
import type { ShownRun } from '@/lib/domain/reproduction'
import type { ReproductionCheck } from '@/lib/domain/reproduction-check'
import type { ShownLevy } from '@/lib/domain/reproduction-levies'
import type { ClawbackDetail, RevisionRef } from '@/lib/wire/clawback'
import type { ReproductionAnswer, ReproductionRequest } from './reproduction-worker'
import { getBytes } from './request'

/** Asked once for what is shown; a page that shows something else afterwards is held against the claims anew. */
export const reproductionQuery = (detail: ClawbackDetail) => {
  const shown = shownOf(detail)
  return queryOptions({
    queryKey: ['reproduction', detail.id, String(detail.revision), JSON.stringify(shown)],
    queryFn: () => repeated(detail, shown),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

/** The rows of the account table that are on screen; `version` tells one set of rows from the next. */
export const tableReproductionQuery = (
  { clawbackId, revision }: RevisionRef,
  table: { version: string; rows: () => ShownLevy[] },
) =>
  queryOptions({
    queryKey: ['reproduction', clawbackId, String(revision), 'table', table.version],
    queryFn: () => inWorker({ kind: 'table', rows: table.rows() }, []),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })

/** Says that what was sent is no run at all, which is as bad as a wrong levy. */
export class Unrepeatable extends Error {}

/** What the page shows of a run, as the kernel holds it against the claims. */
export const shownOf = (detail: ClawbackDetail): ShownRun => ({
  subjectDigest: detail.subjectDigest ?? '',
  fingerprint: detail.fingerprint ?? '',
  summary: detail.summary ?? '',
  snapshotDigest: detail.snapshot.digest,
  schedule: detail.schedule,
  waterfall: detail.waterfall,
  capacity: detail.capacity,
  chargedBase: detail.chargedBase,
  metrics: detail.metrics,
  distribution: detail.distribution,
})

const repeated = async (
  { id, revision, envelope, snapshot }: ClawbackDetail,
  shown: ShownRun,
): Promise<ReproductionCheck[]> => {
  const [claims, levies] = await Promise.all([
    getBytes(`/api/claims/${snapshot.id}/export`),
    getBytes(`/api/clawbacks/${id}/stored-levies`, { revision }),
  ])
  const sent = { snapshot: claims, levies, shown, envelope: envelope ?? '' }
  return inWorker({ kind: 'run', ...sent }, [claims, levies])
}

type Asked = ReproductionRequest extends infer Request
  ? Request extends { id: number }
    ? Omit<Request, 'id'>
    : never
  : never

let worker: Worker | undefined
let asked = 0

const inWorker = (request: Asked, transfer: ArrayBuffer[]): Promise<ReproductionCheck[]> => {
  worker ??= new Worker(new URL('./reproduction-worker.ts', import.meta.url), { type: 'module' })
  const [beside, id] = [worker, (asked += 1)]
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      beside.removeEventListener('message', onMessage)
      beside.removeEventListener('error', onError)
      end()
    }
    const onMessage = ({ data }: MessageEvent<ReproductionAnswer>) => {
      if (data.id !== id) return
      settle(() =>
        'checks' in data ? resolve(data.checks) : reject(new Unrepeatable(data.problem)),
      )
    }
    const onError = () =>
      settle(() => reject(new Error('This browser did not let the page compute beside itself.')))
    beside.addEventListener('message', onMessage)
    beside.addEventListener('error', onError)
    beside.postMessage({ ...request, id }, transfer)
  })
}

let holders = 0

/** Keeps the claims while a page shows the run; the answer lets go of them when the last page has gone. */
export const holdReproduction = (): (() => void) => {
  holders += 1
  return () => {
    holders -= 1
    setTimeout(endIfUnheld, MILLISECONDS_HELD)
  }
}

// A page that is drawn again at once holds them again.
const MILLISECONDS_HELD = 1_000

const endIfUnheld = (): void => {
  if (holders > 0) return
  worker?.terminate()
  worker = undefined
}
