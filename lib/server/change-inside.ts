// What a change keeps inside, a person or an account, held against what is signed of it.
import 'server-only'
import type { ChangeRow, OwnAccount } from '@/db/change'
import { officerPseudonym } from '@/lib/domain/officer'
import { saltedDigest } from '@/lib/domain/signoff'

type Inside = Pick<ChangeRow, 'change' | 'person' | 'own'>

/** Why the rows do not say whom or what people sign; undefined where they do. */
export const insideProblem = ({ change, person, own }: Inside): string | undefined => {
  switch (change.kind) {
    case 'officer-added':
      return person !== null && officerPseudonym(person) === change.officer
        ? undefined
        : 'the identity that is stored is not the one that the pseudonym stands for.'
    case 'account-linked':
    case 'account-unlinked':
      return own !== null && accountDigest(own) === change.accountDigest
        ? undefined
        : 'the account that is stored is not the one that the digest stands for.'
    case 'policy-adopted':
    case 'roles-changed':
    case 'officer-removed':
    case 'key-added':
    case 'key-revoked':
    case 'paused':
    case 'resumed':
      return undefined
  }
}

export const accountDigest = ({ account, salt }: OwnAccount): string =>
  saltedDigest('accountDigest', { salt, value: account })
