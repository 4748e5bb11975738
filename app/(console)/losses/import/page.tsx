// Importing losses from a file.
import type { Metadata } from 'next'
import { LossImport } from '@/components/loss/loss-import'
import { showRunOptions } from '@/lib/server/clawback-options'
import { startLossImport } from '@/lib/server/loss'
import { ask, refusedBecause, requireOfficer } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Import losses' }

export default async function LossImportPage() {
  const officer = await requireOfficer()
  const { funds } = await ask(showRunOptions, {}, officer)
  return <LossImport funds={funds} refused={refusedBecause(startLossImport, officer)} />
}
