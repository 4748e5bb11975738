// What `npm run generate` makes: the verifier as one file, the format document as HTML, and the cases that the verifier shows.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generatedCases } from './generate-cases'
import { generatedFormat } from './generate-format'
import { generatedVerifier } from './generate-verifier'
import { root } from './place'

type Generated = { path: string; make: () => string | Promise<string> }

/** In order: the verifier's script holds the cases. */
export const generated: readonly Generated[] = [
  { path: 'app/transparency/verify/verifier-cases.generated.ts', make: generatedCases },
  { path: 'app/transparency/verify/verifier.generated.ts', make: generatedVerifier },
  { path: 'app/transparency/format/format.generated.ts', make: generatedFormat },
]

export const writeGenerated = async (): Promise<void> => {
  for (const { path, make } of generated) {
    const text = await make()
    const isCurrent = readGenerated(path) === text
    if (!isCurrent) writeFileSync(join(root, path), text)
    const size = new TextEncoder().encode(text).length
    process.stdout.write(`${isCurrent ? 'unchanged' : 'written  '} ${path}, ${size} bytes\n`)
  }
}

export const readGenerated = (path: string): string | null => {
  const place = join(root, path)
  return existsSync(place) ? readFileSync(place, 'utf8') : null
}
