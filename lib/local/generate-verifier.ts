// The verifier as one HTML file: its script bundled, its style beside it, and the hashes of both in its own policy.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, transform } from 'esbuild'
import { verifierDocument } from '@/app/transparency/verify/verifier-document'
import { root } from './place'

const folder = 'app/transparency/verify'

export const generatedVerifier = async (): Promise<string> => {
  const [script, style] = await Promise.all([bundledScript(), minifiedStyle()])
  const policy = policyOf({ script, style })
  return [
    '// Made by `npm run generate` from the files of this folder; not written by hand.',
    `export const verifierPolicy = ${JSON.stringify(policy)}`,
    '',
    `export const verifierHtml = ${JSON.stringify(verifierDocument({ script, style, policy }))}`,
    '',
  ].join('\n')
}

// What a phone of the last years runs without being asked.
const TARGET = ['es2022', 'safari16', 'chrome109', 'firefox115']

const bundledScript = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(root, folder, 'verifier-main.ts')],
    absWorkingDir: root,
    tsconfig: join(root, 'tsconfig.json'),
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    charset: 'utf8',
    target: TARGET,
    write: false,
    logLevel: 'silent',
  })
  const text = outputFiles[0]?.text.trim()
  if (text === undefined || text === '') throw new Error('expected one bundle, got none')
  if (/<\/script|<!--/i.test(text)) throw new Error('expected a script without markup of scripts')
  return text
}

const minifiedStyle = async (): Promise<string> => {
  const own = readFileSync(join(root, folder, 'verifier.css'), 'utf8')
  const { code } = await transform(`${tokens()}\n${own}`, {
    loader: 'css',
    minify: true,
    charset: 'utf8',
  })
  return code.trim()
}

/** Palette and themes of the whole site: all that stands on `:root` in its stylesheet. */
const tokens = (): string => {
  const sheet = readFileSync(join(root, 'app/globals.css'), 'utf8')
  const head = sheet.slice(0, sheet.indexOf('@theme'))
  return (head.match(/(@media print \{\s*)?:root[^{]*\{[^}]*\}(\s*\})?/g) ?? []).join('\n')
}

/** Nothing may be fetched, framed or sent; two texts may run, by their hashes. */
const policyOf = ({ script, style }: { script: string; style: string }): string =>
  [
    "default-src 'none'",
    `script-src ${sourceHash(script)}`,
    `style-src ${sourceHash(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

const sourceHash = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`
