'use client'
// One officer: roles, group and keys, and the changes that may be made of them.
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import Link from 'next/link'
import { PageFrame } from '@/components/shell/page-frame'
import { AsOf } from '@/components/ui/as-of'
import { Digest } from '@/components/ui/digest'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { Time } from '@/components/ui/time'
import { deskQuery } from '@/lib/client/desk'
import type { DeskOfficer } from '@/lib/wire/desk'
import { keysMissing } from './desk-words'
import { KeyTable } from './key-table'

export type OfficerPageProps = {
  pseudonym: string
  // Where the public log is read.
  log: string
  // Changes of the desk are a subject of their own.
  roles: ReactNode
  keys: ReactNode
  accounts: ReactNode
  removal: ReactNode
}

export const OfficerPage = (props: OfficerPageProps) => {
  const { data: desk, error } = useQuery(deskQuery())
  if (desk === undefined) return <Skeleton rows={16} />
  const officer = desk.officers.find(({ pseudonym }) => pseudonym === props.pseudonym)
  if (officer === undefined) return <NoOfficer />
  const missing = keysMissing(officer, desk.keysPerApprover)
  const isThere = officer.removedAt === null
  return (
    <PageFrame
      above={<Link href="/desk">Desk</Link>}
      title={officer.name}
      lead={leadOf(officer)}
      note={<AsOf at={desk.asOf} error={error} />}
    >
      <Section
        id="keys"
        title="Keys"
        takeaway={missing === undefined ? undefined : `He ${missing}.`}
      >
        {officer.keys.length === 0 ? (
          <Empty sentence="He has enrolled no passkey yet; he does it himself, under “Your keys”." />
        ) : (
          <KeyTable keys={officer.keys} log={props.log} />
        )}
        {isThere ? <div className="mt-4 print:hidden">{props.keys}</div> : null}
      </Section>
      <Section
        id="accounts"
        title="Accounts of his own"
        takeaway="He decides no run that charges one of them."
      >
        <AccountList accounts={officer.accounts} />
        {isThere || officer.accounts.length > 0 ? (
          <div className="mt-4 print:hidden">{props.accounts}</div>
        ) : null}
      </Section>
      {isThere ? (
        <>
          <Section id="roles" title="Roles and group">
            {props.roles}
          </Section>
          <Section id="removal" title="Removal">
            {props.removal}
          </Section>
        </>
      ) : null}
      <Section
        id="pseudonym"
        title="Pseudonym"
        takeaway="His name in everything signed or published."
      >
        <Digest digest={officer.pseudonym} copyName="pseudonym" />
        <p className="mt-1 text-small text-ink-2">
          Officer since <Time at={officer.since} />
          {officer.removedAt === null ? null : (
            <>
              , removed at <Time at={officer.removedAt} />
            </>
          )}
          .
        </p>
      </Section>
    </PageFrame>
  )
}

const AccountList = ({ accounts }: Pick<DeskOfficer, 'accounts'>) =>
  accounts.length === 0 ? (
    <Empty sentence="No account is recorded as his." />
  ) : (
    <ul className="grid gap-1">
      {accounts.map((account) => (
        <li key={account} className="font-mono break-all">
          {account}
        </li>
      ))}
    </ul>
  )

const leadOf = ({ roles, group, removedAt }: DeskOfficer): string =>
  removedAt === null
    ? `${roles.join(', ')} in the group ${group}.`
    : `Removed. He held ${roles.join(', ')} in the group ${group}.`

const NoOfficer = () => (
  <PageFrame title="No such officer">
    <Section id="none" title="Nobody">
      <Empty
        sentence="There is no officer with this pseudonym."
        action={<Link href="/desk">Desk</Link>}
      />
    </Section>
  </PageFrame>
)
