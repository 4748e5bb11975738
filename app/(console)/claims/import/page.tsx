// Importing claims from a file.
import type { Metadata } from 'next'
import { ClaimImport } from '@/components/claim/claim-import'
import { startClaimImport } from '@/lib/server/claim'
import { showRunOptions } from '@/lib/server/clawback-options'
import { ask, refusedBecause, requireOfficer } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Import claims' }

export default async function ClaimImportPage() {
  const officer = await requireOfficer()
  const { funds } = await ask(showRunOptions, {}, officer)
  return <ClaimImport funds={funds} refused={refusedBecause(startClaimImport, officer)} />
}
