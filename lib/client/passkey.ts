// Asking about one's own keys, and making and naming them.
import { queryOptions } from '@tanstack/react-query'
import type { BegunEnrolment, EnrolledKey, FirstStart, KeyList } from '@/lib/wire/passkey'
import { makeKey } from './passkey-ceremony'
import { get, post } from './request'

export const keysQuery = () =>
  queryOptions({
    queryKey: ['key', 'own'],
    queryFn: () => get<KeyList>('/api/keys'),
    refetchInterval: 15_000,
  })

export const firstStartQuery = () =>
  queryOptions({
    queryKey: ['key', 'first-start'],
    queryFn: () => get<FirstStart>('/api/keys/first-start'),
    refetchInterval: 5_000,
  })

/** Has an authenticator make a key and enrols it under this name. */
export const enrol = async (name: string): Promise<EnrolledKey> => {
  const { ceremonyId, options } = await post<BegunEnrolment>('/api/keys/ceremonies', {})
  const response = await makeKey(options)
  return post<EnrolledKey>('/api/keys', { ceremonyId, name, response })
}

export const rename = (key: { credentialIdHash: string; name: string }): Promise<unknown> =>
  post(`/api/keys/${key.credentialIdHash}/name`, { name: key.name })
