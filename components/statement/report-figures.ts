// The few figures of a published report that a statement speaks of, so that not all of it travels.
import type { Report } from '@/lib/domain/report'

export type ReportFigures = {
  numeraire: string
  losses: number
  // A rate is said only of plain pro-rata, where it is one for all.
  isOneRate: boolean
} & Pick<
  Report['keyFigures'],
  'grossLoss' | 'borneByVenue' | 'accountsInScope' | 'accountsCharged' | 'ratePercent'
> &
  Pick<Report['waterfall'], 'fundDraw' | 'operatorDraw' | 'levied' | 'uncovered'>

export const reportFigures = (report: Report): ReportFigures => {
  const { grossLoss, borneByVenue, accountsInScope, accountsCharged, ratePercent } =
    report.keyFigures
  const { fundDraw, operatorDraw, levied, uncovered } = report.waterfall
  return {
    numeraire: report.numeraire,
    losses: report.losses.length,
    isOneRate: report.rule.schedule.rule === 'pro-rata' && report.rule.example !== null,
    ...{ grossLoss, borneByVenue, accountsInScope, accountsCharged, ratePercent },
    ...{ fundDraw, operatorDraw, levied, uncovered },
  }
}
