// Finding and ending processes by their ids, also those that an earlier start left behind.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

export type ProcessMark = { pid: number; startedAt: string }

/** Marks a live process so that a later start can tell it from a stranger with the same id. */
export const markProcess = (pid: number): ProcessMark => ({ pid, startedAt: startOf(pid) ?? '' })

export const isSameProcess = (mark: ProcessMark): boolean =>
  mark.startedAt !== '' && startOf(mark.pid) === mark.startedAt

/** The command line of a live process, or null when there is none under this id. */
export const commandOf = (pid: number): string | null => {
  const stat = linuxStat(pid)
  if (stat?.state === 'Z') return null
  if (stat) return readProc(pid, 'cmdline')?.replaceAll('\0', ' ') ?? null
  return askPs(pid, 'args=')
}

/** Asks a process (and its group) to end, and insists when it has not done so in time. */
export const endProcess = async (
  pid: number,
  options: { signal: NodeJS.Signals; graceMilliseconds: number },
): Promise<void> => {
  sendSignal(pid, options.signal)
  const deadline = Date.now() + options.graceMilliseconds
  while (startOf(pid) !== null && Date.now() < deadline) await sleep(25)
  // What the process itself left in its group goes with it.
  sendSignal(-pid, 'SIGKILL')
  if (startOf(pid) !== null) sendSignal(pid, 'SIGKILL')
  while (startOf(pid) !== null) await sleep(25)
}

const sendSignal = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

const startOf = (pid: number): string | null => {
  const stat = linuxStat(pid)
  // A zombie that nobody waits for (pid 1 of many containers) has ended all the same.
  if (stat) return stat.state === 'Z' ? null : stat.startedAt
  return askPs(pid, 'lstart=')
}

const linuxStat = (pid: number): { state: string; startedAt: string } | null => {
  const text = readProc(pid, 'stat')
  if (text === null) return null
  // The second field is a name in brackets that may itself hold brackets and spaces.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0] ?? '', startedAt: fields[19] ?? '' }
}

const readProc = (pid: number, file: string): string | null => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return null
  }
}

const askPs = (pid: number, column: string): string | null => {
  if (process.platform === 'linux') return null
  try {
    const answer = execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' })
    return answer.trim() === '' ? null : answer.trim()
  } catch {
    return null
  }
}
