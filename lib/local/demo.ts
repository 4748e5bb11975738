// `npm run demo`: the whole product on this machine, kept between starts, stopped by Ctrl-C.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild } from './build'
import { endRegistered, keepRegister, stopChildren } from './children'
import { listenForInterruption } from './interruption'
import { people } from './people'
import { localFolder } from './place'
import { endPostgresIn } from './postgres'
import { endProcess, isSameProcess, markProcess, type ProcessMark } from './process'
import { startStack, type Stack } from './stack'
import { forgetState, openState, readState } from './state'

export const runDemo = async (args: readonly string[]): Promise<void> => {
  const wishes = readArguments(args)
  const interruption = listenForInterruption()
  let problem: string | null = null
  try {
    const stack = await start({ ...wishes, interruption: interruption.controller })
    announce(stack)
    await interruption.happened
    say('stopping')
    await stack.stop()
    problem = interruption.reason()
  } catch (error) {
    if (!interruption.controller.signal.aborted) problem = sentenceOf(error)
  }
  await stopChildren()
  rmSync(launcherFile, { force: true })
  if (problem !== null) process.stderr.write(`\n${problem}\n`)
  say('stopped, nothing is left running')
  process.exit(problem === null ? 0 : 1)
}

const launcherFile = join(localFolder, 'launcher.json')
const childrenFile = join(localFolder, 'children.json')

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const sentenceOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

type Wishes = { isReset: boolean; isRotatingLogKeys: boolean }

const readArguments = (args: readonly string[]): Wishes => {
  const known = ['--reset', '--rotate-log-key']
  const unknown = args.filter((arg) => !known.includes(arg))
  if (unknown.length === 0) {
    return {
      isReset: args.includes('--reset'),
      isRotatingLogKeys: args.includes('--rotate-log-key'),
    }
  }
  process.stderr.write(`found ${unknown.join(' ')}, expected nothing or ${known.join(', ')}\n`)
  process.exit(2)
}

const start = async (options: Wishes & { interruption: AbortController }): Promise<Stack> => {
  const { interruption } = options
  interruption.signal.addEventListener('abort', () => void stopChildren())
  mkdirSync(localFolder, { recursive: true })
  await endEarlierStart()
  writeFileSync(launcherFile, JSON.stringify(markProcess(process.pid)))
  await endRegistered(childrenFile)
  keepRegister(childrenFile)
  await endEarlierDatabase(options)
  const state = await openState(options)
  return startStack({
    ...state,
    folder: state.dataFolder,
    runtime: 'node',
    durable: true,
    build,
    signal: interruption.signal,
    onStep: say,
    onExit: (reason) => interruption.abort(reason),
  })
}

/** There is one demo a checkout; starting it again takes over from one that still runs. */
const endEarlierStart = async (): Promise<void> => {
  if (!existsSync(launcherFile)) return
  const earlier = JSON.parse(readFileSync(launcherFile, 'utf8')) as ProcessMark
  if (!isSameProcess(earlier)) return
  say(`earlier start  still running as process ${earlier.pid}: ending it`)
  await endProcess(earlier.pid, { signal: 'SIGTERM', graceMilliseconds: 20_000 })
}

const endEarlierDatabase = async ({ isReset }: { isReset: boolean }): Promise<void> => {
  const known = readState()
  if (known) await endPostgresIn(known.dataFolder)
  if (!isReset) return
  if (known) rmSync(known.dataFolder, { recursive: true, force: true })
  forgetState()
  say('reset          earlier demo data removed')
}

const build = async (): Promise<void> => {
  const from = Date.now()
  const isNew = await ensureBuild({ standalone: false })
  const seconds = Math.round((Date.now() - from) / 1000)
  say(isNew ? `build          made in ${seconds} s` : 'build          up to date')
}

const announce = ({ origin, publicOrigin }: Stack): void => {
  const rows = people.map(
    ({ name, roles, group }) => `  ${name.padEnd(18)} ${roles.join(', ').padEnd(10)} ${group}`,
  )
  say(
    [
      `ready ${origin}`,
      '',
      `console      ${origin}`,
      `public site  ${publicOrigin}`,
      '',
      'Who can sign in (one click on the sign-in page, no password)',
      ...rows,
      '',
      'At the first start two of them enrol a passkey under “Your keys”; until then nothing else is open.',
      'Without a fingerprint reader or security key: Chrome, DevTools, More tools, WebAuthn has a virtual one.',
      '',
      'Ctrl-C stops everything and keeps the data; npm run demo -- --reset starts afresh.',
    ].join('\n'),
  )
}
