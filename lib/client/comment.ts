// Asking for the comments on a run, and adding one.
import { queryOptions } from '@tanstack/react-query'
import type { AddCommentInput, CommentList } from '@/lib/wire/comment'
import { get, post } from './request'

const pathOf = (clawbackId: string) => `/api/clawbacks/${clawbackId}/comments`

export const commentsQuery = (clawbackId: string) =>
  queryOptions({
    queryKey: ['comment', clawbackId],
    queryFn: () => get<CommentList>(pathOf(clawbackId)),
    refetchInterval: 10_000,
  })

export const addComment = (input: AddCommentInput) =>
  post<{ id: string }>(pathOf(input.clawbackId), input)
