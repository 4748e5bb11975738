#!/usr/bin/env node
// Starts the `ballast` command: TypeScript straight from this package, whatever the working directory.
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'

register({ tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)) })
const { runCommand } = await import('./command.ts')
process.exitCode = await runCommand(process.argv.slice(2))
