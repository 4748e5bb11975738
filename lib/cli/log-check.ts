// `ballast log check`: follows a log from what was remembered of it, and remembers only what verified.
import { quoted } from '@/lib/domain/assert'
import { groupThousands } from '@/lib/domain/money'
import type { LogPins } from '@/lib/domain/verification-checkpoint'
import { checkLine, printable } from './check-line'
import { followLog, type Following } from './log-following'
import { memoryPath, readMemory, writeMemory, type LogMemory } from './log-memory'
import type { News } from './log-news'
import { logSource } from './log-source'
import { badInput, EXIT_REFUSED, type Judgement, type Outcome } from './outcome'
import { readPins } from './pins'
import { onlyOne, readWords } from './words'

export const HELP = `  ballast log check URL --log-key VKEY [option …]

  URL                      where the log is served: https://…/log
  --log-key VKEY           a key of the log, name+id+key; keys that the log’s own entries
                           introduce later are accepted from then on
  --state FILE             what is remembered of the log; without it a file in your state folder

Verifies the newest checkpoint, that the log begins with what was remembered of it, and every
entry since. Exit codes: 0 all passed, and remembered; 1 some failed: keep both checkpoints;
2 the log or a file cannot be read, or the call is wrong.`

/** Runs `ballast log check` with the words after it. */
export const runLogCheck = async (words: readonly string[]): Promise<Outcome | Judgement> => {
  const options = readOptions(words)
  if (options === null) return { kind: 'done', text: HELP }
  if ('problems' in options) return badInput(options.problems.map((line) => `ballast: ${line}`))
  const { address, pins, state } = options
  const remembered = await readMemory(state, pins.origin)
  if ('problem' in remembered) return badInput([`ballast: --state: ${remembered.problem}`])
  const { memory } = remembered
  const following = await followLog(logSource(address), { pins, memory })
  if ('problem' in following) return badInput([`ballast: ${printable(following.problem)}`])
  return following.memory === null
    ? { kind: 'judged', exitCode: EXIT_REFUSED, text: refusedText(following, memory) }
    : await rememberedOutcome(following, { state, memory: following.memory })
}

type Options = { address: string; pins: LogPins; state: string }

const RETIRED =
  '--log-key: found a retired key, which says nothing of what is new; expected keys in use'

const readOptions = (words: readonly string[]): Options | { problems: string[] } | null => {
  const given = readWords(words, { options: ['log-key', 'state'], flags: [] })
  if ('problem' in given) return { problems: [given.problem] }
  if (given.flags.has('help')) return null
  const problems: string[] = []
  const address = readAddress(given.rest, problems)
  const pins = readPins(given.values['log-key'], problems)
  if (pins !== null && pins.retired.length > 0) problems.push(RETIRED)
  const state = onlyOne('state', given.values.state, problems)
  if (problems.length > 0 || pins === null) return { problems }
  return { address, pins, state: state ?? memoryPath(pins.origin) }
}

const readAddress = ([text = '', ...others]: readonly string[], problems: string[]): string => {
  const address = URL.canParse(text) ? new URL(text) : null
  const isPlain =
    address !== null &&
    /^https?:$/.test(address.protocol) &&
    [address.username, address.password, address.search, address.hash].every((part) => part === '')
  if (!isPlain || others.length > 0) {
    const found = others.length > 0 ? 'several addresses' : quoted(text)
    problems.push(`found ${found}, expected the address of one log such as https://example.com/log`)
  }
  return (address?.href ?? '').replace(/\/+$/, '')
}

type Followed = Exclude<Following, { problem: string }>

const rememberedOutcome = async (
  following: Followed,
  { state, memory }: { state: string; memory: LogMemory },
): Promise<Outcome | Judgement> => {
  const problem = await writeMemory(state, memory)
  if (problem !== null) return badInput([`ballast: --state: ${problem}`])
  const text = [...following.checks.map(checkLine), ...newsLines(following.news)].join('\n')
  return { kind: 'judged', exitCode: 0, text: `${text}\nRemembered in ${printable(state)}` }
}

/** Both checkpoints, whole: signatures are what makes them evidence. */
const refusedText = ({ checks, note, news }: Followed, memory: LogMemory | null): string =>
  [
    ...checks.map(checkLine),
    ...newsLines(news),
    news === null
      ? 'No entry was read, and nothing was remembered.'
      : 'Nothing of this was remembered.',
    ...(memory === null
      ? []
      : ['', 'The checkpoint that is remembered:', ...noteLines(memory.checkpoint)]),
    '',
    'The checkpoint that is served now:',
    ...noteLines(note),
  ].join('\n')

const noteLines = (note: string): string[] => note.trimEnd().split('\n').map(printable)

const newsLines = (news: News | null): string[] => {
  if (news === null) return []
  const { counts, repeats } = news
  const kinds = [...counts].map(([type, count]) => `${groupThousands(count.toString())} ${type}`)
  return [
    kinds.length === 0 ? 'Nothing is new.' : `New entries: ${kinds.join(', ')}`,
    ...repeats.map((repeat) => printable(`NOTE  ${repeat}`)),
  ]
}
