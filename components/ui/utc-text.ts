// How a moment is written for people: 2026-11-21 18:40:12, in UTC, to the second.
export const utcText = (iso: string) => new Date(iso).toISOString().slice(0, 19).replace('T', ' ')
