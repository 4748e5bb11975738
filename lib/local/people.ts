// The people of the demo: one for each role, a second one where two different people must act.

export type Person = { sub: string; name: string; roles: readonly string[] }

export const people: readonly Person[] = [
  { sub: 'viewer', name: 'Viewer', roles: ['viewer'] },
  { sub: 'analyst', name: 'Risk analyst', roles: ['analyst'] },
  { sub: 'analyst-2', name: 'Second analyst', roles: ['analyst'] },
  { sub: 'approver', name: 'Approver', roles: ['approver'] },
  { sub: 'approver-2', name: 'Second approver', roles: ['approver'] },
  { sub: 'publisher', name: 'Publisher', roles: ['publisher'] },
  { sub: 'admin', name: 'Administrator', roles: ['admin'] },
  { sub: 'auditor', name: 'Auditor', roles: ['auditor'] },
]
