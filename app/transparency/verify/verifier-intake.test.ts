import { describe, expect, it } from 'vitest'
import { pasted, takeIn, withFiles } from './verifier-intake'

const unreachable = (): Promise<ArrayBuffer> => Promise.reject(new Error('gone'))

describe('taking files in', () => {
  it('refuses a large file without reading it', async () => {
    const taken = await takeIn([{ name: 'a', size: 100_000_000, arrayBuffer: unreachable }])
    expect(taken).toEqual({ files: [], problems: [expect.stringContaining('larger than 4 MB')] })
  })

  it('says of a file that is gone, or a folder, that it could not be read', async () => {
    const taken = await takeIn([{ name: 'a', size: 1, arrayBuffer: unreachable }])
    expect(taken).toEqual({ files: [], problems: [expect.stringContaining('could not be read')] })
  })

  it('says of an empty file that it is empty', async () => {
    const { problems } = await takeIn([pasted('', 1)])
    expect(problems).toEqual([expect.stringContaining('is empty')])
  })

  it('reads twenty files and says that there were more', async () => {
    const given = Array.from({ length: 21 }, (_, number) => pasted(`${number}`, number))
    const { files, problems } = await takeIn(given)
    expect(files).toHaveLength(20)
    expect(problems).toHaveLength(1)
  })

  it('opens the same bytes once', async () => {
    const once = await takeIn([pasted('text', 1)])
    const twice = withFiles(once.files, await takeIn([pasted('text', 2), pasted('other', 3)]))
    expect(twice.files.map(({ name }) => name)).toEqual(['pasted text 1', 'pasted text 3'])
    expect(twice.problems).toEqual(['pasted text 2 was open already.'])
  })

  it('never holds more than twenty files', async () => {
    const full = await takeIn(
      Array.from({ length: 20 }, (_, number) => pasted(`${number}`, number)),
    )
    const { files, problems } = withFiles(full.files, await takeIn([pasted('more', 21)]))
    expect(files).toHaveLength(20)
    expect(problems).toHaveLength(1)
  })
})
