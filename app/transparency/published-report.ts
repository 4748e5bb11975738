// One published report with its exact members, its lasting address and its place in the log; read once per rendering.
import { cache } from 'react'
import type { Report } from '@/lib/domain/report'
import { ask } from '@/lib/server/page'
import { showReport, showReportProof } from '@/lib/server/report'

export const publishedReport = cache(async (reportId: string, version?: string) => {
  const file = await ask(showReport, version === undefined ? { reportId } : { reportId, version })
  const { logged } = await ask(showReportProof, { reportId, version: `v${file.version}` })
  return {
    file,
    logged,
    // The text was built as a Report before it was stored, and stored text never changes.
    report: JSON.parse(file.body) as Report,
    address: `/transparency/${file.id}/v${file.version}`,
  }
})
