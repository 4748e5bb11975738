// Every state × command × role × type of subject, against a table of what must come of it.
import { describe, expect, test } from 'vitest'
import { ROLES, type Role } from './officer'
import { APPROVER, inState, outcome } from './subject.example'
import { type Command, type State, SUBJECT_STATES, type SubjectType } from './subject-state'

/**
 * "somebody" commands, who has no part yet; "first" withdraws, who has approved where there are
 * approvals. Any role that is not in the second line is refused with role-missing in every state.
 */
const CLAWBACK = `
            edit         propose      approve           reject       veto         withdraw                     execute      publish
roles       analyst      analyst      approver          approver     approver|admin analyst|approver             approver     publisher
draft       superseded   proposed     !wrong-state      !wrong-state !wrong-state !wrong-state                 !wrong-state !wrong-state
proposed    superseded   !wrong-state signed+approved   rejected     vetoed       approval-withdrawn           !wrong-state !wrong-state
approved    superseded   !wrong-state signed            !wrong-state vetoed       approval-withdrawn+reopened  executed     !wrong-state
executed    !wrong-state !wrong-state !wrong-state      !wrong-state !wrong-state !wrong-state                 !wrong-state published
settling    !wrong-state !wrong-state !wrong-state      !wrong-state !wrong-state !wrong-state                 !wrong-state published
held        !wrong-state !wrong-state !wrong-state      !wrong-state !wrong-state !wrong-state                 !wrong-state published
settled     !wrong-state !wrong-state !wrong-state      !wrong-state !wrong-state !wrong-state                 !wrong-state published
superseded  !wrong-state !wrong-state !wrong-state      !wrong-state !wrong-state !wrong-state                 !wrong-state !wrong-state
rejected    nothing      !wrong-state !wrong-state      !wrong-state !wrong-state !wrong-state                 !wrong-state !wrong-state
vetoed      nothing      !wrong-state !wrong-state      !wrong-state !wrong-state !wrong-state                 !wrong-state !wrong-state
withdrawn   nothing      !wrong-state !wrong-state      !wrong-state !wrong-state !wrong-state                 !wrong-state !wrong-state
expired     nothing      !expired     !expired          !expired     !expired     !expired                     !expired     !expired
stale       nothing      !wrong-state !wrong-state      !wrong-state !wrong-state !wrong-state                 !wrong-state !wrong-state
`

/** A change of the desk has other people, and no report; its states are the same. */
const CHANGE = CLAWBACK.replace(
  /^roles.*$/m,
  'roles admin admin approver approver approver|admin admin|approver admin|approver publisher',
)
  .replaceAll('published', '!wrong-state')
  .replace(/!expired$/m, '!wrong-state')
const TABLES: Record<SubjectType, string> = { clawback: CLAWBACK, policy: CHANGE, officers: CHANGE }

const COMMANDS: Record<Command['kind'], Command> = {
  edit: { kind: 'edit' },
  propose: { kind: 'propose' },
  approve: { kind: 'approve' },
  reject: { kind: 'reject', reason: 'the wrong snapshot' },
  veto: { kind: 'veto', reason: 'prices are disputed' },
  withdraw: { kind: 'withdraw' },
  execute: { kind: 'execute' },
  publish: { kind: 'publish' },
}

type Expected = { roles: string[]; byState: Record<string, string> }
const readTable = (text: string): Record<string, Expected> => {
  const [head = [], roles = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  return Object.fromEntries(
    head.map((kind, column) => [
      kind,
      {
        roles: roles[column + 1]!.split('|'),
        byState: Object.fromEntries(rows.map((row) => [row[0]!, row[column + 1]!])),
      },
    ]),
  )
}

const somebody = (role: Role, kind: Command['kind']) => ({
  ...APPROVER,
  ...(kind === 'withdraw' ? { officerId: 'first', group: 'risk' } : {}),
  roles: [role],
})

describe.each(Object.keys(TABLES) as SubjectType[])('a subject of type %s', (subjectType) => {
  const table = readTable(TABLES[subjectType])
  const proposers: Role[] = subjectType === 'clawback' ? ['analyst'] : ['admin']

  test.each(Object.keys(COMMANDS) as Command['kind'][])('%s in every state and role', (kind) => {
    const decided = (state: State, role: Role) => {
      const run = { ...inState(state), subjectType, proposers }
      return outcome(run, COMMANDS[kind], { actor: somebody(role, kind) })
    }
    for (const state of SUBJECT_STATES) {
      const found = Object.fromEntries(ROLES.map((role) => [role, decided(state, role)]))
      const { roles, byState } = table[kind]!
      const expected = ROLES.map((role) => [
        role,
        roles.includes(role) ? byState[state] : '!role-missing',
      ])
      expect({ state, ...found }).toEqual({ state, ...Object.fromEntries(expected) })
    }
  })
})

test('the table names every state and every command', () => {
  const table = readTable(CLAWBACK)
  expect(Object.keys(table).sort()).toEqual(Object.keys(COMMANDS).sort())
  for (const { byState } of Object.values(table))
    expect(Object.keys(byState).sort()).toEqual([...SUBJECT_STATES].sort())
})
