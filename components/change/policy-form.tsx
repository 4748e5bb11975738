'use client'
// Proposing a policy: filled in or pasted, beside what would be different, with what cannot be right.
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { PageFrame } from '@/components/shell/page-frame'
import { DifferenceTable } from '@/components/ui/difference-table'
import { amountWords, type AssetUnit } from '@/components/ui/money-text'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { TextField } from '@/components/ui/text-field'
import { policiesQuery } from '@/lib/client/policy'
import type { PolicyContent } from '@/lib/domain/policy'
import { policyDifferences } from '@/lib/domain/policy-difference'
import { signoffOf } from '@/lib/domain/signoff-policy'
import { signoffProblems } from '@/lib/domain/signoff-problem'
import type { PolicyJson, PolicyList } from '@/lib/wire/policy'
import { contentOf, draftOf, type PolicyDraft, type Problem } from './policy-draft'
import { PolicyPaste } from './policy-paste'
import { PolicyTermsFields } from './policy-terms-fields'
import { ProposeChange } from './propose-change'
import { TierFields } from './tier-fields'

export type PolicyFormProps = {
  // The policy that gets another version; none for a policy that is new.
  from: string | undefined
}

export const PolicyForm = ({ from }: PolicyFormProps) => {
  const { data: list } = useQuery(policiesQuery())
  if (list === undefined) return <Skeleton rows={16} />
  const current = list.policies.find(({ id, isInForce }) => id === from && isInForce)
  return <Form key={current?.digest ?? ''} list={list} current={current} />
}

type FormProps = { list: PolicyList; current: PolicyJson | undefined }

const Form = ({ list, current }: FormProps) => {
  const { assets } = list
  const model = current ?? list.policies.find(({ isInForce }) => isInForce)
  const [policyId, setPolicyId] = useState(current?.id ?? '')
  const [draft, setDraft] = useState<PolicyDraft>(() => draftOf(model?.content ?? PLAIN, assets))
  const reading = readingOf(draft, { list, current })
  const fields = {
    draft,
    onChange: setDraft,
    assets,
    errorOf: (path: string) => reading.problems.find((one) => one.path === path)?.sentence,
  }
  return (
    <PageFrame
      above={<Link href="/policies">Policies</Link>}
      title={labelOf({ policyId, current })}
      lead="It holds for losses after it came into force. Who must sign it follows from the policies in force now, not from what is proposed."
    >
      {current === undefined ? (
        <Section id="id" title="Which policy">
          <PolicyId policyId={policyId} onChange={setPolicyId} />
        </Section>
      ) : null}
      <Section id="terms" title="Who pays how much">
        <PolicyTermsFields {...fields} />
      </Section>
      <Section
        id="tiers"
        title="Who must sign"
        takeaway="A run falls into the lowest tier whose bounds hold what it takes together with everything taken or pending in the same day and week. Parts of the bounds of several assets add up. The last tier has no bounds."
      >
        <TierFields {...fields} />
      </Section>
      <Section id="paste" title="Or paste its content">
        <PolicyPaste onRead={(content) => setDraft(draftOf(content, assets))} />
      </Section>
      <Section id="difference" title="What would change">
        <Difference current={current} reading={reading} assets={assets} />
      </Section>
      <Section id="propose" title="Propose">
        <Proposal policyId={policyId} current={current} reading={reading} list={list} />
      </Section>
    </PageFrame>
  )
}

type PolicyIdProps = { policyId: string; onChange: (policyId: string) => void }

const PolicyId = ({ policyId, onChange }: PolicyIdProps) => (
  <div className="max-w-[20rem]">
    <TextField
      id="policy-id"
      label="Id"
      mono
      maxLength={20}
      value={policyId}
      onChange={(event) => onChange(event.currentTarget.value.toUpperCase())}
      hint="Capital letters, digits and hyphens, such as P-4."
    />
  </div>
)

const PLAIN: PolicyContent = {
  layers: ['fund', 'operator', 'traders'],
  rule: 'pro-rata',
  rounding: 'floor',
  fundToleranceBps: '10',
}

const labelOf = ({ policyId, current }: Pick<Standing, 'policyId' | 'current'>): string => {
  if (current !== undefined) return `Propose version ${current.version + 1} of policy ${current.id}`
  return policyId === '' ? 'Propose a policy' : `Propose policy ${policyId}`
}

/** `problems` are what cannot be read, else what the kernel refuses. */
type Reading = { content: PolicyContent | null; problems: readonly Problem[] }

const readingOf = (
  draft: PolicyDraft,
  { list, current }: { list: PolicyList; current: PolicyJson | undefined },
): Reading => {
  const read = contentOf(draft, list.assets)
  if ('problems' in read) return { content: null, problems: read.problems }
  const others = list.policies.filter(({ id, isInForce }) => isInForce && id !== current?.id)
  const rules = others.map(({ content }) => signoffOf(content))
  return { content: read.content, problems: signoffProblems(signoffOf(read.content), rules) }
}

type Standing = {
  policyId: string
  current: PolicyJson | undefined
  reading: Reading
  list: PolicyList
}

const Proposal = (standing: Standing) => {
  const { policyId, current, reading } = standing
  const missing = missingOf(standing)
  const replaces = current?.version ?? null
  return (
    <ProposeChange
      name="policy"
      label={labelOf(standing)}
      change={
        reading.content === null || missing !== undefined
          ? null
          : { kind: 'policy-adopted', policyId, replaces, content: reading.content }
      }
      missing={missing}
      right="widen"
    >
      <p>
        You sign it as its proposer, so you cannot approve it. Runs of earlier losses keep the
        policy that was announced for them.
      </p>
    </ProposeChange>
  )
}

const missingOf = ({ policyId, current, reading, list }: Standing): string | undefined => {
  if (!/^[A-Z0-9][A-Z0-9-]{0,19}$/.test(policyId)) return 'Write the id of the policy, such as P-4.'
  if (current === undefined && list.policies.some(({ id }) => id === policyId))
    return `There is a policy ${policyId}: propose its next version from its own page.`
  if (reading.content === null) return 'Some fields cannot be read: they say which.'
  if (reading.problems.length > 0) return 'Who must sign is not right yet: see what would change.'
  const isSame =
    current !== undefined && policyDifferences(current.content, reading.content).length === 0
  return isSame ? 'Nothing is different from the version in force.' : undefined
}

type DifferenceProps = Pick<Standing, 'current' | 'reading'> & { assets: readonly AssetUnit[] }

const Difference = ({ current, reading, assets }: DifferenceProps) => {
  const { content, problems } = reading
  return (
    <div className="grid gap-3" aria-live="polite">
      {problems.length === 0 ? null : (
        <Notice kind="message" title="It cannot be proposed like this.">
          <ul className="list-disc pl-5">
            {problems.map(({ path, sentence }) => (
              <li key={`${path} ${sentence}`}>
                {path}: {sentence}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {content === null ? null : (
        <DifferenceTable
          caption="What would be different"
          heads={{
            before: current === undefined ? 'Now' : `Version ${current.version}`,
            after: 'Proposed',
          }}
          rows={policyDifferences(current?.content ?? null, content, amountWords(assets))}
        />
      )}
    </div>
  )
}
