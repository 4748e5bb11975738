// A file of claims on its way to the server, where it is frozen.
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useSending, type Sending } from '@/components/ui/sending'
import { freezeClaims, growClaimsTree, openClaimImport, sendClaimChunk } from '@/lib/client/claim'
import type { SnapshotJson } from '@/lib/wire/snapshot'

export type SnapshotTarget = {
  fundId: string
  numeraire: SnapshotJson['numeraire']
  cutoffAt: string
}

export const useClaimSending = (
  target: SnapshotTarget,
  onDone: (snapshot: SnapshotJson) => void,
): Sending => {
  const queries = useQueryClient()
  const router = useRouter()
  return useSending(
    ({ name }) => ({
      open: (rows) => openClaimImport({ ...target, fileName: name, rows }),
      send: sendClaimChunk,
      build: growClaimsTree,
      finish: freezeClaims,
    }),
    (snapshot: SnapshotJson) => {
      void queries.invalidateQueries({ queryKey: ['claim'] })
      router.refresh()
      onDone(snapshot)
    },
  )
}
