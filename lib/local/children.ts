// Starts the programs that a stack consists of, and sees to it that none outlives it.
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { nodeFlags } from './node-flags'
import { root } from './place'
import { endProcess, isSameProcess, markProcess, type ProcessMark } from './process'

export type ChildOptions = {
  name: string
  args: string[]
  /** The program; Node itself when left out. */
  program?: string
  env?: Record<string, string>
  cwd?: string
  /** A file, or the launcher's own output; kept for the error message when left out. */
  output?: { file: string } | 'shown'
}

const live = new Map<number, ProcessMark>()
let register: string | null = null

/** From now on the processes started here are listed in this file, for whoever has to clear up. */
export const keepRegister = (file: string): void => {
  register = file
  writeRegister()
}

/** Ends what a launcher that is gone listed in its file and left behind. */
export const endRegistered = async (file: string): Promise<void> => {
  const listed = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ProcessMark[]) : []
  const survivors = listed.filter(isSameProcess)
  await Promise.all(survivors.map(({ pid }) => endProcess(pid, grace)))
}

export const startChild = (options: ChildOptions): ChildProcess => {
  const { program = process.execPath, args } = options
  const flags = options.program === undefined ? nodeFlags : []
  const output = openOutput(options)
  const child = spawn(program, [...flags, ...args], {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', output, output],
    // Its own group: Ctrl-C reaches the launcher alone, and grandchildren end with their parent.
    detached: true,
  })
  if (typeof output === 'number') closeSync(output)
  const { pid } = child
  if (pid === undefined) return child
  live.set(pid, markProcess(pid))
  writeRegister()
  child.once('exit', () => {
    live.delete(pid)
    writeRegister()
  })
  return child
}

const openOutput = ({ output }: ChildOptions): 'inherit' | 'pipe' | number => {
  if (output === 'shown') return 'inherit'
  return output ? openSync(output.file, 'w') : 'pipe'
}

/** Runs a program to its end; rejects with the end of its output when it fails. */
export const runChild = async (options: ChildOptions): Promise<string> => {
  const child = startChild(options)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`${options.name} failed\n${lastLines(output)}`.trim())
  return output
}

/** Runs one of the project's own TypeScript files to its end. */
export const runScript = (path: string, env: Record<string, string>): Promise<string> =>
  runChild({ name: path, args: ['--import', 'tsx', path], env })

export const stopChild = async (child: ChildProcess): Promise<void> => {
  if (child.pid !== undefined && live.has(child.pid)) await endProcess(child.pid, grace)
}

export const stopChildren = async (): Promise<void> => {
  await Promise.all([...live.keys()].map((pid) => endProcess(pid, grace)))
}

export const lastLines = (output: string): string => output.trim().split('\n').slice(-60).join('\n')

const grace = { signal: 'SIGTERM', graceMilliseconds: 5000 } as const

const writeRegister = (): void => {
  if (register !== null) writeFileSync(register, JSON.stringify([...live.values()]))
}
