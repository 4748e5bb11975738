// Claims: the frozen snapshots.
import type { Metadata } from 'next'
import { SnapshotList } from '@/components/claim/snapshot-list'
import { snapshotsQuery } from '@/lib/client/claim'
import { exportSnapshot, showSnapshots, startClaimImport } from '@/lib/server/claim'
import { ask, publicOrigin, refusedBecause, requireOfficer } from '@/lib/server/page'
import { Prefetched } from '../../prefetched'

export const metadata: Metadata = { title: 'Claims' }

export default async function ClaimsPage() {
  const officer = await requireOfficer()
  const list = await ask(showSnapshots, {}, officer)
  return (
    <Prefetched answers={[[snapshotsQuery().queryKey, list]]}>
      <SnapshotList
        log={`${publicOrigin()}/transparency/log`}
        importRefused={refusedBecause(startClaimImport, officer)}
        exportRefused={refusedBecause(exportSnapshot, officer)}
      />
    </Prefetched>
  )
}
