// Fund health as the home page shows it.
import 'server-only'
import * as z from 'zod'
import { type FundRow, fundEvents, fundFlows, fundHistory, listFunds } from '@/db/fund'
import { fraction, fractionToJson } from '@/lib/domain/fraction'
import { fundOverview, type FundJson } from '@/lib/wire/fund'
import { isoNow } from './clock'
import { verb } from './verb'

export const showFunds = verb({
  name: 'fund.list',
  kind: 'read',
  access: 'officer',
  input: z.object({}),
  output: fundOverview,
  run: async ({ db }) => {
    const [funds, history, flows, events] = await Promise.all([
      listFunds(db),
      fundHistory(db),
      fundFlows(db),
      fundEvents(db),
    ])
    const of = <Row extends { fundId: string }>(rows: Row[], fund: FundRow) =>
      rows.filter(({ fundId }) => fundId === fund.id)
    return {
      asOf: isoNow(),
      funds: funds.map((fund) => ({
        ...figures(fund),
        history: of(history, fund),
        events: of(events, fund),
        flows: of(flows, fund),
      })),
    }
  },
})

const figures = (row: FundRow): Omit<FundJson, 'history' | 'events' | 'flows'> => {
  const usable = usableOf(row)
  const openLoss = BigInt(row.openLoss)
  const covered = usable < openLoss ? usable : openLoss
  const { asset, scale, ...rest } = row
  return {
    ...rest,
    asset: { code: asset, scale },
    usable: usable.toString(),
    coverage: openLoss === 0n ? null : fractionToJson(fraction(covered, openLoss)),
  }
}

/** usable = balance − floor − committed, and never negative (allocation.md §1). */
export const usableOf = (row: { balance: string; floor: string; committed: string }): bigint => {
  const usable = BigInt(row.balance) - BigInt(row.floor) - BigInt(row.committed)
  return usable < 0n ? 0n : usable
}
