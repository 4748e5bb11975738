'use client'
// Changing the roles or the group of an officer; taking roles away is done at once.
import { useState } from 'react'
import { isNarrowing } from '@/lib/domain/change'
import { type Role, ROLES } from '@/lib/domain/officer'
import type { ChangeInput } from '@/lib/wire/change'
import type { DeskOfficer } from '@/lib/wire/desk'
import { useOfficer } from './officer-of'
import { PoolWarning } from './pool-warning'
import { ProposeChange } from './propose-change'
import { isGroup, RoleFields, type RoleChoice } from './role-fields'

export const RolesForm = ({ pseudonym }: { pseudonym: string }) => {
  const found = useOfficer(pseudonym)
  if (found === undefined) return null
  const { desk, officer } = found
  const held = `${officer.roles.join()} ${officer.group}`
  return <Form key={held} officer={officer} groups={desk.groups} />
}

type FormProps = { officer: DeskOfficer; groups: readonly string[] }

const Form = ({ officer, groups }: FormProps) => {
  const [chosen, setChosen] = useState<RoleChoice>({ roles: officer.roles, group: officer.group })
  const asked = changeOf(officer, chosen)
  const narrows =
    asked.change !== null &&
    isNarrowing({
      kind: 'roles-changed',
      officer: officer.pseudonym,
      from: { roles: officer.roles, group: officer.group },
      to: { roles: [...chosen.roles], group: chosen.group },
    })
  return (
    <div className="grid gap-3">
      <RoleFields name="roles" chosen={chosen} onChoose={setChosen} groups={groups} />
      <ProposeChange
        name="roles"
        label={`${narrows ? 'Take roles from' : 'Propose roles of'} ${officer.name}`}
        {...asked}
        right={narrows ? 'narrow' : 'widen'}
      >
        <p>
          {officer.name} holds {officer.roles.join(', ')} in the group {officer.group}, and would
          hold {chosen.roles.join(', ')} in the group {chosen.group}.
        </p>
        <PoolWarning changed={{ ...officer, roles: [...chosen.roles], group: chosen.group }} />
      </ProposeChange>
    </div>
  )
}

const changeOf = (
  officer: DeskOfficer,
  { roles, group }: RoleChoice,
): { change: ChangeInput | null; missing?: string } => {
  if (roles.length === 0)
    return { change: null, missing: 'An officer without a role is removed: see below.' }
  if (!isGroup(group)) return { change: null, missing: 'Choose his group.' }
  const isSame = group === officer.group && inOrder(roles) === inOrder(officer.roles)
  if (isSame) return { change: null, missing: 'These are his roles and his group already.' }
  const { pseudonym } = officer
  return { change: { kind: 'roles-changed', officer: pseudonym, roles: [...roles], group } }
}

const inOrder = (roles: readonly Role[]): string =>
  ROLES.filter((role) => roles.includes(role)).join()
