// Guarantees of what a one-time link shows: the file's own numbers and rule, no account, and nothing of a file that is none.
import { expect, test } from 'vitest'
import { statementFileText } from '@/lib/domain/statement-file'
import { exampleRun } from '@/lib/domain/statement-file.example'
import { readOpened } from './link-reading'

const blobOf = (text: string) => new Blob([text])
const opened = (account: string, options = {}) =>
  readOpened(blobOf(statementFileText(exampleRun(options).statementOf(account))))

test('says levy, base, what is kept, rule and run, and names no account', async () => {
  const statement = await opened('A-1001')
  expect(statement?.lines.map(({ label }) => label)).toEqual([
    'Levy',
    'Profit at the cut-off',
    'Kept',
    'Rule',
    'Run',
  ])
  expect(statement?.sentence).toMatch(/^Your levy is .* of 1,234\.57 USDT of profit\.$/)
  expect(statement?.lines.at(-1)?.value).toBe('CB-2026-001, revision 1, report version 1')
  expect(JSON.stringify(statement)).not.toContain('A-1001')
})

test('says of an exempt account whose word that is, and of a small run that nothing is published', async () => {
  expect((await opened('X-1'))?.sentence).toContain('the exchange classed this account so')
  const unpublished = await opened('A-1001', { isPublished: false })
  expect(unpublished?.lines.at(-1)?.value).toContain('without a public report')
})

test.each(['', '{}', '<html>', '{"type":"statement"}'])('shows nothing of %j', async (text) => {
  expect(await readOpened(blobOf(text))).toBeNull()
})

test('shows nothing of a levy that is no number', async () => {
  const text = statementFileText(exampleRun().statementOf('A-1001'))
  expect(await readOpened(blobOf(text.replace(/"levy":"\d+"/, '"levy":"x"')))).toBeNull()
})
