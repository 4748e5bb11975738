// Asking for statements of one account: what a page shows, the signed file, a link for its owner.
import { mutationOptions } from '@tanstack/react-query'
import type { StatementJson, StatementLink } from '@/lib/wire/statement'
import { post, postForFile, type SentFile } from './request'

/** The account stands in the body of a request, never in an address. */
export type StatementRef = { clawbackId: string; account: string }

const pathOf = ({ clawbackId }: Pick<StatementRef, 'clawbackId'>) =>
  `/api/clawbacks/${clawbackId}/statements`

export const statementShowing = () =>
  mutationOptions({
    mutationKey: ['statement', 'shown'],
    mutationFn: (ref: StatementRef) => post<StatementJson>(`${pathOf(ref)}/view`, ref),
  })

export const statementDownload = (ref: StatementRef) =>
  mutationOptions({
    mutationKey: ['statement', 'downloaded'],
    mutationFn: () => postForFile(pathOf(ref), ref),
  })

export const statementLinking = (ref: StatementRef) =>
  mutationOptions({
    mutationKey: ['statement', 'linked'],
    mutationFn: () => post<StatementLink>(`${pathOf(ref)}/links`, ref),
    // The address is a secret: it goes with the page that shows it.
    gcTime: 0,
  })

/** Redeems a link on the public site. */
export const openStatement = (token: string): Promise<SentFile> =>
  postForFile('/api/statements/opened', { token })

export const allStatementsPath = (clawbackId: string) => `${pathOf({ clawbackId })}.ndjson`
