// How a command ends: with text for stdout, or with lines for stderr and an exit code.
export const EXIT_REFUSED = 1
export const EXIT_BAD_INPUT = 2
export const EXIT_INFEASIBLE = 3

export type Failure = {
  kind: 'failed'
  exitCode: typeof EXIT_BAD_INPUT | typeof EXIT_INFEASIBLE
  lines: string[]
}
/** How a command that checks ends: checks were made and this is what they say; some failed, or something could not be read. */
export type Judgement = {
  kind: 'judged'
  exitCode: 0 | typeof EXIT_REFUSED | typeof EXIT_BAD_INPUT
  text: string
}
export type Outcome = { kind: 'done'; text: string } | Failure

export const badInput = (lines: string[]): Failure => ({
  kind: 'failed',
  exitCode: EXIT_BAD_INPUT,
  lines,
})

/** What the system calls an error that it threw: "ENOENT". */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)
