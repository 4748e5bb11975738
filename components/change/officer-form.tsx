'use client'
// Adding an officer: who the identity provider says he is, what he may do, and to whom he belongs.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { PageFrame } from '@/components/shell/page-frame'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { TextField } from '@/components/ui/text-field'
import { deskQuery } from '@/lib/client/desk'
import type { ChangeInput } from '@/lib/wire/change'
import { ProposeChange } from './propose-change'
import { isGroup, RoleFields, type RoleChoice } from './role-fields'

type Draft = RoleChoice & { name: string; issuer: string; subject: string }

export const OfficerForm = () => {
  const { data: desk } = useQuery(deskQuery())
  const [draft, setDraft] = useState<Omit<Draft, 'issuer'> & { issuer?: string }>(EMPTY)
  if (desk === undefined) return <Skeleton rows={10} />
  const issuer = draft.issuer ?? desk.issuer
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  return (
    <PageFrame
      title="Add an officer"
      lead="He can sign in once the change is in effect. He signs nothing before he has enrolled a passkey and that key was put in force by a change of its own."
    >
      <Section id="person" title="Who">
        <div className="grid max-w-[60rem] gap-3 md:grid-cols-2">
          <TextField
            id="officer-name"
            label="Name, for people inside"
            maxLength={100}
            value={draft.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
            hint="Never signed and never published: there he stands by a pseudonym."
          />
          <TextField
            id="officer-subject"
            label="Subject at the identity provider"
            maxLength={200}
            mono
            value={draft.subject}
            onChange={(event) => set({ subject: event.currentTarget.value })}
            hint="The value of “sub” in his logins, never an e-mail address."
          />
          <TextField
            id="officer-issuer"
            label="Identity provider"
            maxLength={500}
            mono
            value={issuer}
            onChange={(event) => set({ issuer: event.currentTarget.value })}
          />
        </div>
      </Section>
      <Section id="roles" title="Roles and group">
        <RoleFields name="officer" chosen={draft} onChoose={set} groups={desk.groups} />
      </Section>
      <Section id="propose" title="Propose">
        <ProposeChange
          name="officer"
          label={`Propose ${draft.name.trim() === '' ? 'a new officer' : `${draft.name.trim()} as officer`}`}
          {...changeOf({ ...draft, issuer })}
          right="widen"
        >
          <p>
            {draft.name.trim()} gets the {draft.roles.length === 1 ? 'role' : 'roles'}{' '}
            {draft.roles.join(', ')} in the group {draft.group}. You sign it as its proposer, so you
            cannot approve it.
          </p>
        </ProposeChange>
      </Section>
    </PageFrame>
  )
}

const EMPTY = { name: '', subject: '', roles: [], group: '' } as const

const changeOf = (draft: Draft): { change: ChangeInput | null; missing?: string } => {
  const { name, issuer, subject, roles, group } = draft
  if (name.trim() === '') return { change: null, missing: 'Write the officer’s name.' }
  if (subject.trim() === '')
    return { change: null, missing: 'Write who he is to the identity provider.' }
  if (roles.length === 0) return { change: null, missing: 'Choose at least one role.' }
  if (!isGroup(group)) return { change: null, missing: 'Choose his group.' }
  const person = { issuer: issuer.trim(), subject: subject.trim(), name: name.trim() }
  return { change: { kind: 'officer-added', ...person, roles: [...roles], group } }
}
