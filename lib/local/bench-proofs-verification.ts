// Times the verification of one statement in Node and in Chromium, both from the same bundle.
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { chromium } from '@playwright/test'
import { build } from 'esbuild'
import { digestOf } from './bench-proofs-load'
import type { Environment } from './bench-proofs-run'
import { readerOf } from './bench-proofs-statements'
import type { Verified, VerifiedInput } from './bench-proofs-verifier'
import { findBrowser } from './browser'
import { medianOf, tell } from './measurement'
import { root } from './place'

const ROUNDS = 51

export const benchVerification = async (
  env: Environment,
  { text, size }: { text: string; size: number },
): Promise<void> => {
  const script = await bundled()
  const input = { text, reader: readerOf(env, text), rounds: ROUNDS }
  const median = tellVerified('Node', await inNode(script, input), { size, text, against: null })
  const against = { name: 'verification in Node', median }
  tellVerified('Chromium', await inChromium(script, input), { size, text, against })
}

type About = { size: number; text: string; against: { name: string; median: number } | null }

const tellVerified = (
  where: string,
  { times, accepted, checks }: Verified,
  { size, text, against }: About,
): number => {
  if (accepted !== ROUNDS) throw new Error(`expected ${ROUNDS} acceptances, got ${accepted}`)
  const about = { size, unit: 'ms', checksum: `${checks} checks, ${digestOf([text])}` } as const
  const [cold, warm] = [times.slice(0, 1), times.slice(1)]
  tell({ ...about, name: `verification in ${where}, the first of a new isolate`, values: cold })
  tell({ ...about, name: `verification in ${where}`, values: warm, against })
  return medianOf(warm)
}

const bundled = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'lib/local/bench-proofs-verifier.ts')],
    absWorkingDir: root,
    tsconfig: join(root, 'tsconfig.json'),
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'bench',
    platform: 'browser',
    write: false,
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}

const inNode = (script: string, input: VerifiedInput): Promise<Verified> => {
  const ask = "const { parentPort, workerData } = require('node:worker_threads')"
  const code = `${script}\n${ask}\nparentPort.postMessage(bench.verifiedTimes(workerData))`
  const worker = new Worker(code, { eval: true, workerData: input, execArgv: [] })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

const inChromium = async (script: string, input: VerifiedInput): Promise<Verified> => {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
  ]
  const browser = await chromium.launch({ executablePath: await findBrowser(), args })
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ content: script })
    return await page.evaluate(`bench.verifiedTimes(${JSON.stringify(input)})`)
  } finally {
    await browser.close()
  }
}
