// Which roles an officer holds and to which group he belongs.
import { TextField } from '@/components/ui/text-field'
import { ROLES, type Role } from '@/lib/domain/officer'

export type RoleChoice = { roles: readonly Role[]; group: string }

export type RoleFieldsProps = {
  // Stands before the ids of the fields.
  name: string
  chosen: RoleChoice
  onChoose: (choice: RoleChoice) => void
  // Groups that exist; another one may be written.
  groups: readonly string[]
}

export const RoleFields = ({ name, chosen, onChoose, groups }: RoleFieldsProps) => (
  <div className="grid gap-3 md:grid-cols-2">
    <fieldset className="min-w-0">
      <legend className="text-small text-ink-2">Roles</legend>
      <div className="border-t border-rule">
        {ROLES.map((role) => (
          <label
            key={role}
            className="grid min-h-6 grid-cols-[1.5rem_minmax(0,1fr)] border-b border-rule py-1 hover:bg-paper-sunken"
          >
            <input
              type="checkbox"
              checked={chosen.roles.includes(role)}
              onChange={() => onChoose({ ...chosen, roles: toggled(chosen.roles, role) })}
              className="mt-[3px] size-4 accent-accent"
            />
            <span>
              <b>{role}</b>
              <span className="text-small text-ink-2">, {does[role]}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
    <div>
      <TextField
        id={`${name}-group`}
        label="Group"
        list={`${name}-groups`}
        value={chosen.group}
        error={groupProblem(chosen.group)}
        onChange={(event) => onChoose({ ...chosen, group: event.currentTarget.value })}
        hint={`Quorums ask for several groups, so that no part of the house decides alone. There are: ${groups.join(', ')}.`}
      />
      <datalist id={`${name}-groups`}>
        {groups.map((group) => (
          <option key={group} value={group} />
        ))}
      </datalist>
    </div>
  </div>
)

const does: Record<Role, string> = {
  viewer: 'reads',
  analyst: 'imports, simulates, proposes',
  approver: 'approves, rejects, vetoes, executes',
  publisher: 'publishes reports',
  admin: 'proposes changes of officers, keys and policies',
  auditor: 'reads everything, with evidence',
}

/** Always in the order of ROLES. */
const toggled = (roles: readonly Role[], role: Role): Role[] =>
  ROLES.filter((one) => (one === role) !== roles.includes(one))

const groupProblem = (group: string): string | undefined =>
  group === '' || isGroup(group)
    ? undefined
    : 'Lower-case letters, digits and hyphens, beginning with a letter.'

export const isGroup = (group: string): boolean => /^[a-z][a-z0-9-]{0,31}$/.test(group)
