// Asking who may sign what.
import { queryOptions } from '@tanstack/react-query'
import type { DeskJson, StandingPause } from '@/lib/wire/desk'
import { get } from './request'

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
