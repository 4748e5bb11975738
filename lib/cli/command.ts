// The `ballast` command line: which subcommand, how it ends, what goes to which stream.
import { quoted } from '@/lib/domain/assert'
import { HELP, runAllocate } from './allocation'
import { EXIT_BAD_INPUT, type Outcome } from './outcome'

/** Runs one command and returns its exit code; stdout stays empty unless it succeeds. */
export const runCommand = async (words: readonly string[]): Promise<number> => {
  const outcome = await outcomeOf(words)
  if (outcome.kind === 'done') process.stdout.write(`${outcome.text}\n`)
  else process.stderr.write(outcome.lines.map((line) => `${line}\n`).join(''))
  return outcome.kind === 'done' ? 0 : outcome.exitCode
}

const outcomeOf = async ([name, ...rest]: readonly string[]): Promise<Outcome> => {
  if (name === 'allocate') return runAllocate(rest)
  if (name === '--help' || name === '-h' || name === 'help') return { kind: 'done', text: HELP }
  const found = name === undefined ? 'no command' : `the command ${quoted(name)}`
  const line = `ballast: found ${found}, expected allocate (see ballast --help)`
  return { kind: 'failed', exitCode: EXIT_BAD_INPUT, lines: [line] }
}
