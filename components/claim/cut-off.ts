// The cut-off of a snapshot as a person types it: UTC, to the second.
const WRITTEN = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2}))?\s*(?:Z|UTC)?$/

/** ISO 8601 with Z, or null when it is no such time. */
export const readCutOff = (text: string): string | null => {
  const [, day, minute, second = '00'] = WRITTEN.exec(text.trim()) ?? []
  if (day === undefined || minute === undefined) return null
  const iso = `${day}T${minute}:${second}Z`
  const time = new Date(iso)
  // Date rolls 30 February over into March; what it prints again tells.
  const isReal = !Number.isNaN(time.getTime()) && time.toISOString() === iso.replace('Z', '.000Z')
  return isReal ? iso : null
}
