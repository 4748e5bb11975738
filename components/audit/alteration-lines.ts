// Two states of one thing as lines: each value by its path, as it was and as it is.
export type AlterationLine = {
  path: string
  before: string | null
  after: string | null
  isChanged: boolean
}

/** Every value that stands in either, in the order of the later one; null where it does not stand. */
export const alterationLines = (before: unknown, after: unknown): AlterationLine[] => {
  const [was, is] = [valuesOf(before), valuesOf(after)]
  const paths = [...new Set([...is.keys(), ...was.keys()])]
  return paths.map((path) => {
    const [earlier, later] = [was.get(path) ?? null, is.get(path) ?? null]
    return { path, before: earlier, after: later, isChanged: earlier !== later }
  })
}

const valuesOf = (value: unknown, path = ''): Map<string, string> => {
  if (value === null || value === undefined) return new Map(path === '' ? [] : [[path, 'null']])
  if (typeof value !== 'object') return new Map([[path, textOf(value)]])
  const members = Object.entries(value)
  if (members.length === 0) return new Map([[path, Array.isArray(value) ? 'none' : 'nothing']])
  return new Map(
    members.flatMap(([name, member]) => [
      ...valuesOf(member, path === '' ? name : `${path}.${name}`),
    ]),
  )
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value)
