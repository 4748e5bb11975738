'use client'
// Removing an officer with all his roles and keys, at once.
import type { DeskOfficer } from '@/lib/wire/desk'
import { ProposeChange } from './propose-change'

export const RemovalForm = ({ officer }: { officer: DeskOfficer }) => (
  <ProposeChange
    name="removal"
    label={`Remove ${officer.name}`}
    look="plain"
    change={{ kind: 'officer-removed', officer: officer.pseudonym }}
    right="narrow"
  >
    <p>
      {officer.name} loses every role and every key with the next request. Approvals of his that are
      not executed yet stop counting.
    </p>
  </ProposeChange>
)
