// The people of the demo: one for each role, more where several different people must act, in three groups.

export type Person = {
  sub: string
  name: string
  roles: readonly string[]
  group: 'compliance' | 'risk' | 'treasury'
}

export const people: readonly Person[] = [
  { sub: 'viewer', name: 'Viewer', roles: ['viewer'], group: 'compliance' },
  { sub: 'analyst', name: 'Risk analyst', roles: ['analyst'], group: 'risk' },
  { sub: 'analyst-2', name: 'Second analyst', roles: ['analyst'], group: 'risk' },
  { sub: 'approver', name: 'Approver', roles: ['approver'], group: 'treasury' },
  { sub: 'approver-2', name: 'Second approver', roles: ['approver'], group: 'compliance' },
  { sub: 'approver-3', name: 'Third approver', roles: ['approver'], group: 'risk' },
  { sub: 'publisher', name: 'Publisher', roles: ['publisher'], group: 'compliance' },
  { sub: 'admin', name: 'Administrator', roles: ['admin'], group: 'risk' },
  { sub: 'auditor', name: 'Auditor', roles: ['auditor'], group: 'compliance' },
]
