// The `ballast` command line: which subcommand, how it ends, what goes to which stream.
import { quoted } from '@/lib/domain/assert'
import { HELP as ALLOCATE_HELP, runAllocate } from './allocation'
import { HELP as LOG_HELP, runLogCheck } from './log-check'
import { EXIT_BAD_INPUT, type Judgement, type Outcome } from './outcome'
import { HELP as VERIFY_HELP, runVerify } from './verification'

/** Runs one command and returns its exit code; stdout holds results, stderr what was wrong with the call. */
export const runCommand = async (words: readonly string[]): Promise<number> => {
  const outcome = await outcomeOf(words)
  if (outcome.kind === 'failed') {
    process.stderr.write(outcome.lines.map((line) => `${line}\n`).join(''))
    return outcome.exitCode
  }
  process.stdout.write(`${outcome.text}\n`)
  return outcome.kind === 'done' ? 0 : outcome.exitCode
}

const outcomeOf = async ([name, ...rest]: readonly string[]): Promise<Outcome | Judgement> => {
  if (name === 'allocate') return runAllocate(rest)
  if (name === 'verify') return runVerify(rest)
  if (name === 'log' && rest[0] === 'check') return runLogCheck(rest.slice(1))
  if (name === '--help' || name === '-h' || name === 'help') return { kind: 'done', text: HELP }
  const found = name === undefined ? 'no command' : `the command ${quoted(name)}`
  const line = `ballast: found ${found}, expected allocate, verify or log check (see ballast --help)`
  return { kind: 'failed', exitCode: EXIT_BAD_INPUT, lines: [line] }
}

const HELP = [ALLOCATE_HELP, VERIFY_HELP, LOG_HELP].join('\n\n')
