// Finds a Chromium for the journeys, or installs one.
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runChild } from './children'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/** The path of a browser's program. */
export const findBrowser = async (): Promise<string> => {
  const asked = process.env['BALLAST_CHROMIUM']
  if (asked) {
    if (isProgram(asked)) return asked
    throw new Error(`BALLAST_CHROMIUM is “${asked}”, expected the path of a browser's program`)
  }
  return installedBrowser() ?? (await playwrightBrowser()) ?? (await installBrowser())
}

const installedBrowser = (): string | null => {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const paths = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...paths, MAC].find(isProgram) ?? null
}

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const playwrightBrowser = async (): Promise<string | null> => {
  const script = "import('@playwright/test').then((p) => console.log(p.chromium.executablePath()))"
  const path = await runChild({ name: 'playwright', args: ['-e', script] })
  return isProgram(path.trim()) ? path.trim() : null
}

const installBrowser = async (): Promise<string> => {
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    await aptGet('update')
    await aptGet('install', '--yes', '--no-install-recommends', 'chromium')
  } else {
    const cli = 'node_modules/@playwright/test/cli.js'
    await runChild({ name: 'playwright install', args: [cli, 'install', 'chromium'] })
  }
  const found = installedBrowser() ?? (await playwrightBrowser())
  if (found !== null) return found
  throw new Error('no Chromium was found: install one and name its program in BALLAST_CHROMIUM')
}

const aptGet = (...args: string[]): Promise<string> =>
  runChild({
    name: `apt-get ${args[0] ?? ''}`,
    program: 'apt-get',
    args,
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  })
