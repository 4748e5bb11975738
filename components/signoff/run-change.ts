// Moving a run along: nothing changes on screen before the server has said so; then everything is read anew.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'

export const useRunChange = <Input>(act: (input: Input) => Promise<unknown>) => {
  const reload = useReload()
  return useMutation({ mutationFn: act, onSuccess: reload })
}

/** Reads the run, and all that depends on it, anew; also the masthead, which the server writes. */
export const useReload = () => {
  const queries = useQueryClient()
  const router = useRouter()
  return async () => {
    router.refresh()
    await Promise.all(
      ['clawback', 'loss', 'fund', 'report'].map((noun) =>
        queries.invalidateQueries({ queryKey: [noun] }),
      ),
    )
  }
}
