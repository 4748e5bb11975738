// `ballast verify`: files in, one line per check, what they say in numbers, and what that proves.
import { utf8Text } from '@/lib/domain/utf8'
import { verifyFiles } from '@/lib/domain/verification'
import { isAccepted, type Check, type Verification } from '@/lib/domain/verification-check'
import type { LogPins } from '@/lib/domain/verification-checkpoint'
import type { GivenFile } from '@/lib/domain/verification-file'
import { leavesOpen, REFUSALS } from '@/lib/domain/verification-wording'
import { checkLine, printable } from './check-line'
import { badInput, EXIT_BAD_INPUT, EXIT_REFUSED, type Judgement, type Outcome } from './outcome'
import { readPins } from './pins'
import { readProofFile } from './proof-file'
import { onlyOne, readWords } from './words'

export const HELP = `  ballast verify FILE… --log-key VKEY [option …]

  FILE…                    statements, reports, evidence bundles, proposals, receipts,
                           .tlog-proof files and checkpoints; files that belong together
                           are compared
  --log-key VKEY[@SIZE]    a key of the log, name+id+key; again for a second key or a witness;
                           with @SIZE one that was retired when the log had SIZE entries: it
                           counts for checkpoints of at most that size
  --account ID             your account id: a statement is about you only if you say who you are
  --checkpoint FILE        a checkpoint that you kept
  --json                   prints the checks as JSON

stdout has one line per check, PASS or FAIL. Exit codes: 0 all passed; 1 some failed; 2 a file
cannot be read, or the call is wrong.`

/** Runs `ballast verify` with the words after it. */
export const runVerify = async (words: readonly string[]): Promise<Outcome | Judgement> => {
  const options = readOptions(words)
  if (options === null) return { kind: 'done', text: HELP }
  if ('problems' in options) return badInput(options.problems.map((line) => `ballast: ${line}`))
  const kept = options.checkpoint === null ? null : await readText(options.checkpoint)
  if (kept !== null && 'problem' in kept)
    return badInput([`ballast: --checkpoint: ${kept.problem}`])
  const read = await readFiles(options.files)
  const { pins, account } = options
  const verified = verifyFiles(read.files, { pins, account, kept: kept?.text ?? null })
  const verifications = [...read.unreadable, ...verified]
  const text = options.isJson
    ? JSON.stringify(verifications, null, 2)
    : verificationsText(verifications)
  return { kind: 'judged', exitCode: exitCodeOf(verifications), text }
}

type Options = {
  files: string[]
  pins: LogPins
  account: string | null
  checkpoint: string | null
  isJson: boolean
}

const readOptions = (words: readonly string[]): Options | { problems: string[] } | null => {
  const given = readWords(words, {
    options: ['log-key', 'account', 'checkpoint'],
    flags: ['json'],
  })
  if ('problem' in given) return { problems: [given.problem] }
  if (given.flags.has('help')) return null
  const problems: string[] = []
  const { values, flags, rest: files } = given
  if (files.length === 0) problems.push('found no file, expected at least one to verify')
  const pins = readPins(values['log-key'], problems)
  const account = onlyOne('account', values.account, problems)
  const checkpoint = onlyOne('checkpoint', values.checkpoint, problems)
  if (problems.length > 0 || pins === null) return { problems }
  return { files, pins, account, checkpoint, isJson: flags.has('json') }
}

const readText = async (path: string): Promise<{ text: string } | { problem: string }> => {
  const read = await readProofFile(path)
  if ('problem' in read) return read
  const text = utf8Text(read.bytes)
  return text === null
    ? { problem: 'found bytes that are not UTF-8, expected a checkpoint' }
    : { text }
}

const readFiles = async (
  paths: readonly string[],
): Promise<{ files: GivenFile[]; unreadable: Verification[] }> => {
  const files: GivenFile[] = []
  const unreadable: Verification[] = []
  for (const name of paths) {
    const read = await readProofFile(name)
    if ('bytes' in read) files.push({ name, bytes: read.bytes })
    else unreadable.push(unread(name, read.problem))
  }
  return { files, unreadable }
}

const unread = (name: string, problem: string): Verification => {
  const sentence = `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`
  const check: Check = { step: 'file', name: 'file', isPassed: false, sentence }
  return {
    ...{ name, kind: 'unreadable', checks: [check], facts: [] },
    ...{ conclusion: REFUSALS.unread, proves: [] },
  }
}

const exitCodeOf = (verifications: readonly Verification[]): 0 | 1 | 2 => {
  if (verifications.some(({ kind }) => kind === 'unreadable')) return EXIT_BAD_INPUT
  return verifications.every(isAccepted) ? 0 : EXIT_REFUSED
}

const verificationsText = (verifications: readonly Verification[]): string => {
  const proven = new Set(verifications.flatMap(({ proves }) => proves))
  const parts = [
    ...verifications.map(verificationText),
    ...(proven.size > 0 ? [listText('What this proves', [...proven])] : []),
    ...(proven.size > 0 ? [listText('What this does not prove', leavesOpen(verifications))] : []),
  ]
  return parts.join('\n\n')
}

const verificationText = (verification: Verification): string => {
  const { name, kind, checks, facts, conclusion } = verification
  const failed = checks.filter(({ isPassed }) => !isPassed).length
  const verdict = isAccepted(verification)
    ? `ACCEPTED, all ${checks.length} checks passed`
    : `REFUSED, ${failed} of ${checks.length} checks failed`
  return [
    printable(`${name} (${kind})`),
    ...checks.map(checkLine),
    ...facts.map(({ label, value }) => printable(`      ${label}: ${value}`)),
    verdict,
    printable(conclusion),
  ].join('\n')
}

const listText = (title: string, sentences: readonly string[]): string =>
  [`${title}:`, ...sentences.map((sentence) => `  · ${sentence}`)].join('\n')
