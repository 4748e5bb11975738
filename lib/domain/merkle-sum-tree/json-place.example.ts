// Places in a JSON value, for tests that change one of them.
export type Json = string | number | boolean | null | Json[] | { [member: string]: Json }
export type Place = readonly (string | number)[]

/** Every value in the tree with the way to it, the whole first. */
export const placesOf = (value: Json, way: Place = []): { way: Place; value: Json }[] => {
  const inner =
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([key, element]) => ({
          key: Array.isArray(value) ? Number(key) : key,
          element,
        }))
      : []
  return [{ way, value }, ...inner.flatMap(({ key, element }) => placesOf(element, [...way, key]))]
}

/** A copy with the value at one place put in the stead of what was there. */
export const replaced = (whole: Json, way: Place, value: Json): Json => {
  const [key, ...rest] = way
  if (key === undefined) return value
  if (typeof whole !== 'object' || whole === null) return whole
  const copy: Json = Array.isArray(whole) ? [...whole] : { ...whole }
  const inner = (copy as Record<string, Json>)[key] ?? null
  ;(copy as Record<string, Json>)[key] = replaced(inner, rest, value)
  return copy
}

/** A copy of an object without one of its members. */
export const omit = <T extends object, M extends keyof T>(whole: T, member: M): Omit<T, M> =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => name !== member)) as Omit<T, M>
