// Makes the Worker from the Next build, tells its size, and serves it in workerd without a network.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readBuildId } from './build'
import { runChild, type ChildOptions } from './children'
import { localFolder, root } from './place'
import type { ServerOptions } from './server'

const edgeFolder = join(root, 'e2e', 'edge')
const packages = join(edgeFolder, 'node_modules')
const configuration = join(edgeFolder, 'wrangler.jsonc')

// Cloudflare would take more, but a larger Worker starts slower.
const MAX_GZIP_KIB = 10 * 1024

/** Installs the tools of the edge's own package folder when they are not those of its manifest. */
export const installEdgeTools = async (): Promise<void> => {
  if (areToolsInstalled()) return
  const npm = process.env['npm_execpath']
  await runChild({
    name: 'npm install in e2e/edge',
    cwd: edgeFolder,
    ...(npm === undefined ? { program: 'npm' } : {}),
    args: [...(npm === undefined ? [] : [npm]), 'install', '--no-audit', '--no-fund'],
  })
}

const areToolsInstalled = (): boolean => {
  const { dependencies } = readManifest(edgeFolder)
  return Object.entries(dependencies ?? {}).every(([name, version]) => {
    const folder = join(packages, name)
    return existsSync(join(folder, 'package.json')) && readManifest(folder).version === version
  })
}

type Manifest = { version?: string; dependencies?: Record<string, string> }
const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest

/** OpenNext reuses the standalone Next build that is there; nothing is built twice. */
export const ensureEdgeBuild = async (): Promise<boolean> => {
  writeConfiguration()
  const isMade = existsSync(stampFile) && existsSync(join(root, '.open-next', 'worker.js'))
  if (isMade && readFileSync(stampFile, 'utf8') === readBuildId()) return false
  await runChild({
    ...edgeTool('@opennextjs/cloudflare/dist/cli/index.js', [
      'build',
      '--skipNextBuild',
      ...['--openNextConfigPath', 'e2e/edge/open-next.config.ts', '--config', configuration],
    ]),
    name: 'OpenNext build',
  })
  mkdirSync(localFolder, { recursive: true })
  writeFileSync(stampFile, readBuildId())
  return true
}

/** The size that a deployment would upload, refused when it is above the limit. */
export const measureWorker = async (): Promise<number> => {
  const output = await runChild({
    ...edgeTool('wrangler/bin/wrangler.js', ['deploy', '--dry-run', '--config', configuration]),
    name: 'wrangler deploy --dry-run',
  })
  const kibibytes = Number(/gzip: ([\d.]+) KiB/.exec(output)?.[1])
  if (kibibytes <= MAX_GZIP_KIB) return kibibytes
  throw new Error(
    `the Worker has ${kibibytes} KiB gzip, expected at most ${MAX_GZIP_KIB}\n${output}`,
  )
}

export const edgeCommand = ({ ports, folder, env }: ServerOptions) => {
  const file = join(folder, 'edge.env')
  const lines = Object.entries(env).map(([name, value]) => `${name}='${value}'`)
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 })
  return edgeTool('wrangler/bin/wrangler.js', [
    ...['dev', '--config', configuration, '--env-file', file],
    ...['--ip', '127.0.0.1', '--port', String(ports.app), '--show-interactive-dev-session=false'],
  ])
}

const stampFile = join(localFolder, 'edge-build')

export const edgeTool = (path: string, args: string[]): Omit<ChildOptions, 'name'> => {
  // wrangler asks for a newer Node than the project does, so its folder brings its own.
  const node = join(packages, 'node', 'bin', 'node')
  return {
    program: existsSync(node) ? node : process.execPath,
    args: [join(packages, path), ...args],
    env: {
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      WRANGLER_SEND_METRICS: 'false',
      WRANGLER_LOG_PATH: join(localFolder, 'wrangler'),
      NEXT_TELEMETRY_DISABLED: '1',
    },
  }
}

/** Without addresses and secrets: those are a deployment's own. */
const writeConfiguration = (): void => {
  const worker = {
    name: 'ballast',
    main: '../../.open-next/worker.js',
    compatibility_date: '2026-06-01',
    compatibility_flags: ['nodejs_compat'],
    assets: { directory: '../../.open-next/assets', binding: 'ASSETS' },
  }
  writeFileSync(configuration, `${JSON.stringify(worker, null, 2)}\n`)
}
