// Asking who may sign what.
import { queryOptions } from '@tanstack/react-query'
import type { DeskJson, RecordOwnerInput, StandingPause } from '@/lib/wire/desk'
import { get, post } from './request'

export const deskQuery = () =>
  queryOptions({
    queryKey: ['desk'],
    queryFn: () => get<DeskJson>('/api/desk'),
    refetchInterval: 15_000,
  })

export const pauseQuery = () =>
  queryOptions({
    queryKey: ['desk', 'pause'],
    queryFn: () => get<StandingPause>('/api/desk/pause'),
    refetchInterval: 15_000,
  })

/** Notes for good that an account belongs to an officer, who then never signs a run that charges it. */
export const recordOwner = (input: RecordOwnerInput) => post('/api/desk/owners', input)
