// Doing something that binds: nothing changes on screen before the server has said so; then everything is read anew.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'

export const useDeed = <Input, Output>(act: (input: Input) => Promise<Output>) => {
  const reload = useReload()
  return useMutation({ mutationFn: act, onSuccess: reload })
}

// What a signature can change. The frozen population and its levies are not among it.
const NOUNS = [
  'clawback',
  'change',
  'desk',
  'key',
  'policy',
  'inbox',
  'loss',
  'fund',
  'report',
  'comment',
]

/** Reads all that depends on a decision anew; also the masthead, which the server writes. */
export const useReload = () => {
  const queries = useQueryClient()
  const router = useRouter()
  return async () => {
    router.refresh()
    await Promise.all(NOUNS.map((noun) => queries.invalidateQueries({ queryKey: [noun] })))
  }
}
