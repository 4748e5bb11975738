// Repeats a run beside the page, so that a million claims never hold it up; keeps the last run for its table.
import { Fault } from '@/lib/domain/assert'
import { reproduce, type Recomputed, type ShownRun } from '@/lib/domain/reproduction'
import type { ReproductionCheck } from '@/lib/domain/reproduction-check'
import { tableCheck, type ShownLevy } from '@/lib/domain/reproduction-levies'

export type ReproductionRequest =
  | {
      kind: 'run'
      id: number
      envelope: string
      snapshot: ArrayBuffer
      levies: ArrayBuffer
      shown: ShownRun
    }
  | { kind: 'table'; id: number; rows: ShownLevy[] }

/** `problem`: the run could not be repeated from what was sent. */
export type ReproductionAnswer = { id: number } & (
  { checks: ReproductionCheck[] } | { problem: string }
)

let run: Recomputed | null = null

const answerTo = (request: ReproductionRequest): ReproductionCheck[] => {
  if (request.kind === 'table') return run === null ? [] : [tableCheck(run, request.rows)]
  run = null
  const reproduction = reproduce({
    ...request,
    snapshot: new Uint8Array(request.snapshot),
    levies: new TextDecoder().decode(request.levies),
  })
  run = reproduction.run
  return reproduction.checks
}

globalThis.addEventListener('message', ({ data }: MessageEvent<ReproductionRequest>) => {
  const send = (answer: ReproductionAnswer) => globalThis.postMessage(answer)
  try {
    send({ id: data.id, checks: answerTo(data) })
  } catch (error) {
    const reason = error instanceof Fault ? ` (${error.message})` : ''
    send({ id: data.id, problem: `What the server sent cannot be read as a run${reason}.` })
  }
})
