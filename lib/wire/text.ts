// Text that people write and ids that requests name: what may stand in either.
import * as z from 'zod'

/** Plain words: line breaks, but no other control, format or direction characters and no halves of a pair. */
export const plainText = z
  .string()
  .max(2_000, 'expected at most 2,000 characters')
  .regex(
    /^(?:[\n\r\t]|[^\p{Cc}\p{Cf}\p{Cs}])*$/u,
    'expected text without control or invisible characters',
  )

/** An id or a file name as a request gives it; whether it exists is for the verb to say. */
export const idText = z
  .string()
  .max(200, 'expected at most 200 characters')
  .regex(/^[^\p{Cc}\p{Cf}\p{Cs}]+$/u, 'expected a name without control or invisible characters')

/** A whole number of at least 1, or its digits where it stands in an address. */
export const ordinal = z.union([
  z.number().int().min(1).max(2_147_483_647),
  z
    .string()
    .regex(/^[1-9][0-9]{0,8}$/, 'expected a whole number')
    .transform(Number),
])
