// What the page of keys says of each key, in words.
import type { DeviceBinding, KeyRow } from '@/lib/wire/passkey'

export const bindingSentence: Record<DeviceBinding, string> = {
  attested: 'Yes: its maker vouches that the key cannot leave the device.',
  copyable: 'No: it may be copied to other devices of yours.',
  'no-attestation': 'Not known: its maker says nothing of the device.',
  'unknown-maker': 'Not known: this venue does not know the maker who vouches for it.',
}

/** What still has to happen, or why nothing will. */
export const stateSentence: Record<KeyRow['state'], string> = {
  active: 'In force',
  waiting: 'Waiting',
  revoked: 'Revoked',
}
