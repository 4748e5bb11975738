// The officer whom a form is about, as the desk knows him now.
import { useQuery } from '@tanstack/react-query'
import { deskQuery } from '@/lib/client/desk'
import type { DeskJson, DeskOfficer } from '@/lib/wire/desk'

/** Undefined until the desk is there, or where nobody is called so. */
export const useOfficer = (
  pseudonym: string,
): { desk: DeskJson; officer: DeskOfficer } | undefined => {
  const { data: desk } = useQuery(deskQuery())
  const officer = desk?.officers.find((one) => one.pseudonym === pseudonym)
  return desk === undefined || officer === undefined ? undefined : { desk, officer }
}
