// Which accounts belong to an officer: he never signs a run that charges one of them.
import 'server-only'
import { officerByPseudonym, recordOwner } from '@/db/change'
import { refuse } from '@/lib/domain/refusal'
import { recordOwnerInput, recordedOwner } from '@/lib/wire/desk'
import { verb } from './verb'

/** One person records it, because it only takes away whom the officer may decide about; it is never taken back. */
export const recordOfficerOwner = verb({
  name: 'officer.owner-recorded',
  kind: 'change',
  access: ['admin'],
  input: recordOwnerInput,
  output: recordedOwner,
  run: async ({ tx, input }) => {
    const officer = await officerByPseudonym(tx, input.officer)
    if (!officer) return refuse('unknown', 'There is no such officer. Nothing was stored.')
    await recordOwner(tx, { officerId: officer.id, owner: input.owner })
    return { subject: input.officer, output: { officer: input.officer } }
  },
})
