// Guarantees of the first start's window: it never closes on a desk that one person holds alone.
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rowsOf } from '@/db/client'
import { foundingWindow, type FoundingWindow } from '@/db/passkey'
import type { Officer } from './officer'
import { asOwner } from './owner.example'
import { newOfficer } from './venue.example'

/** The window as if only these officers had founding keys, brought two days ago; nothing of it stays. */
const windowOf = async (founders: readonly Officer[]): Promise<FoundingWindow | undefined> => {
  let seen: FoundingWindow | undefined
  const ids = founders.map(({ id }) => id)
  const attempt = asOwner().transact(async (tx) => {
    await rowsOf(tx, sql`alter table passkey disable trigger user`)
    await rowsOf(
      tx,
      sql`update passkey set is_founding = officer_id = any(${sql.param(ids)}::uuid[]), active_at = active_at - interval '2 days'`,
    )
    seen = await foundingWindow(tx)
    throw new Error('nothing of it stays')
  })
  await expect(attempt).rejects.toThrow('nothing of it stays')
  return seen
}

test('it stays open while one founder alone holds keys, and a day after the first key it is closed for two', async () => {
  const [one, two] = [await newOfficer('admin'), await newOfficer('approver')]
  expect(await windowOf([])).toMatchObject({ closesAt: null, isClosed: false })
  expect(await windowOf([one])).toMatchObject({ closesAt: null, isClosed: false })
  const closed = await windowOf([one, two])
  expect(closed?.isClosed).toBe(true)
  expect(closed?.closesAt).not.toBeNull()
})
