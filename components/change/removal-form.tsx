'use client'
// Removing an officer with all his roles and keys, at once.
import { useOfficer } from './officer-of'
import { PoolWarning } from './pool-warning'
import { ProposeChange } from './propose-change'

export const RemovalForm = ({ pseudonym }: { pseudonym: string }) => {
  const found = useOfficer(pseudonym)
  if (found === undefined) return null
  const { desk, officer } = found
  return (
    <ProposeChange
      name="removal"
      label={`Remove ${officer.name}`}
      look="plain"
      change={{ kind: 'officer-removed', officer: pseudonym }}
      right="narrow"
    >
      <p>
        {officer.name} loses every role and every key with the next request. Approvals of his that
        are not executed yet stop counting.
      </p>
      <PoolWarning changed={{ ...officer, removedAt: desk.asOf }} />
    </ProposeChange>
  )
}
