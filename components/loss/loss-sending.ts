// A file of losses on its way to the server.
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useSending, type Sending } from '@/components/ui/sending'
import { finishLossImport, openLossImport, sendLossChunk } from '@/lib/client/loss'
import type { ImportedLosses } from './loss-imported'

export const useLossSending = (
  fund: ImportedLosses['fund'],
  onDone: (imported: ImportedLosses) => void,
): Sending => {
  const queries = useQueryClient()
  const router = useRouter()
  return useSending(
    ({ name }) => ({
      open: (rows) => openLossImport({ fundId: fund.id, fileName: name, rows }),
      send: sendLossChunk,
      finish: async (importId) => ({ fund, fileName: name, ...(await finishLossImport(importId)) }),
    }),
    (imported: ImportedLosses) => {
      void queries.invalidateQueries({ queryKey: ['loss'] })
      void queries.invalidateQueries({ queryKey: ['fund'] })
      router.refresh()
      onDone(imported)
    },
  )
}
