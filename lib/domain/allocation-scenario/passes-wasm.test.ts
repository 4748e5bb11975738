// The compiled passes are what their source says, and need nothing but a memory.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

it('allocation-scenario.wasm is what its source compiles to', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const compiled = readFileSync(join(root, 'lib/domain/allocation-scenario.wasm'))
  const folder = mkdtempSync(join(tmpdir(), 'passes-'))
  try {
    const outFile = join(folder, 'passes.wasm')
    // As a command: importing the compiler would give every array of the project its global types.
    const compiler = join(root, 'node_modules/assemblyscript/bin/asc.js')
    const words = [compiler, '--config', 'asconfig.scenario.json', '--outFile', outFile]
    execFileSync(process.execPath, words, { cwd: root })
    expect(readFileSync(outFile)).toEqual(compiled)
  } finally {
    rmSync(folder, { recursive: true })
  }
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(compiled))
  expect(imports).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }])
})
