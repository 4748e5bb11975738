// Weighs every page: the gzip bytes of the scripts that its HTML asks for.
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { request } from '@playwright/test'
import { tell } from './measurement'
import { signIn } from './bench-officer'
import type { Stack } from './stack'

const CONSOLE = [
  '/',
  '/losses',
  '/losses/import',
  '/claims',
  '/claims/import',
  '/clawbacks',
  '/clawbacks/new',
  '/clawbacks/CB-2026-001',
  '/reports',
  '/reports/CB-2026-001',
  '/approvals',
  '/desk',
  '/policies',
  '/keys',
]
const OVERSIGHT = ['/audit']
const PUBLIC = ['/transparency', '/transparency/CB-2026-001/v1']

export const benchRoutes = async (stack: Stack): Promise<void> => {
  for (const [person, paths] of [
    ['analyst', CONSOLE],
    ['auditor', OVERSIGHT],
  ] as const) {
    const officer = await signIn(stack, person)
    const weigh = weighing(async (path) => (await officer.context.get(path)).body())
    for (const path of paths) await weigh(path, await officer.get(path))
  }
  // Node does not resolve names below localhost; the host header says which site is meant.
  const host = new URL(stack.publicOrigin).host
  const stranger = await request.newContext({ baseURL: stack.origin, extraHTTPHeaders: { host } })
  const weighPublic = weighing(async (path) => (await stranger.get(path)).body())
  for (const path of PUBLIC) await weighPublic(path, await (await stranger.get(path)).text())
}

const weighing =
  (fetchBody: (path: string) => Promise<Buffer>) => async (path: string, html: string) => {
    const sources = [
      ...new Set(
        [...html.matchAll(/<script([^>]+)src="([^"]+)"([^>]*)>/g)]
          // Scripts for browsers without modules are fetched by no browser of today.
          .filter(([, before = '', , after = '']) => !/nomodule/i.test(before + after))
          .flatMap(([, , source]) => source ?? []),
      ),
    ]
    let bytes = 0
    for (const source of sources) bytes += gzipSync(await fetchBody(source)).length
    const checksum = createHash('sha256')
      .update(sources.sort().join('\n'))
      .digest('hex')
      .slice(0, 16)
    tell({
      name: `scripts of ${path}`,
      size: sources.length,
      unit: 'bytes',
      values: [bytes],
      checksum,
    })
  }
