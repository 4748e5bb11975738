'use client'
// One version of a policy: what it says, and what is different from the version before.
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { PageFrame } from '@/components/shell/page-frame'
import { CopyButton } from '@/components/ui/copy-button'
import { DifferenceTable } from '@/components/ui/difference-table'
import { Digest } from '@/components/ui/digest'
import { Empty } from '@/components/ui/empty'
import { LinkButton } from '@/components/ui/link-button'
import { LogEntryLink } from '@/components/ui/log-entry-link'
import { amountWords, type AssetUnit } from '@/components/ui/money-text'
import { PrintFoot } from '@/components/ui/print-foot'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { Status } from '@/components/ui/status'
import { Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { policiesQuery } from '@/lib/client/policy'
import { policyDifferences } from '@/lib/domain/policy-difference'
import type { PolicyJson } from '@/lib/wire/policy'

export type PolicyPageProps = {
  policyId: string
  // The version asked for; the newest where none is.
  version: number | undefined
  log: string
  // Why this officer may not propose a version.
  refusal: string | undefined
}

export const PolicyPage = ({ policyId, version, log, refusal }: PolicyPageProps) => {
  const { data: list } = useQuery(policiesQuery())
  if (list === undefined) return <Skeleton rows={12} />
  const versions = list.policies.filter(({ id }) => id === policyId)
  const shown = versions.find((one) => version === undefined || one.version === version)
  if (shown === undefined) return <NoPolicy />
  const before = versions.find((one) => one.version === shown.version - 1)
  return (
    <PageFrame
      above={<Link href="/policies">Policies</Link>}
      title={`Policy ${shown.id}, version ${shown.version}`}
      note={<Standing policy={shown} />}
    >
      <PrintFoot text={`Policy ${shown.id}, version ${shown.version}, digest ${shown.digest}`} />
      <Section id="content" title="What it says">
        <PolicyContentTable policy={shown} assets={list.assets} />
        <div className="mt-3 print:hidden">
          <LinkButton href={`/policies/new?from=${shown.id}`} disabledReason={refusal}>
            Propose the next version
          </LinkButton>
        </div>
      </Section>
      {before === undefined ? null : (
        <Section id="changes" title={`Changes from version ${before.version}`}>
          <DifferenceTable
            caption={`What is different from version ${before.version}`}
            heads={{ before: `Version ${before.version}`, after: `Version ${shown.version}` }}
            rows={policyDifferences(before.content, shown.content, amountWords(list.assets))}
          />
        </Section>
      )}
      <Section id="versions" title="Versions">
        <Versions versions={versions} />
      </Section>
      <Section id="digest" title="Digest">
        <PolicyDigest policy={shown} log={log} />
      </Section>
    </PageFrame>
  )
}

const Standing = ({ policy }: { policy: PolicyJson }) => (
  <>
    {policy.isInForce ? (
      <Status of="approved" word="In force" />
    ) : (
      <Status of="superseded" word="Superseded" />
    )}{' '}
    since <Time at={policy.effectiveAt} />
  </>
)

type ContentProps = { policy: PolicyJson; assets: readonly AssetUnit[] }

const PolicyContentTable = ({ policy, assets }: ContentProps) => (
  <Table
    caption={`Content of policy ${policy.id} version ${policy.version}`}
    hideCaption
    rows={policyDifferences(null, policy.content, amountWords(assets))}
    rowKey={({ what }, index) => `${index} ${what}`}
    columns={[
      { key: 'what', head: 'What', rowHead: true, cell: ({ what }) => what },
      { key: 'says', head: 'Says', cell: ({ after }) => after },
    ]}
  />
)

const Versions = ({ versions }: { versions: readonly PolicyJson[] }) => (
  <ul className="grid gap-1">
    {versions.map(({ id, version, effectiveAt, changeId }) => (
      <li key={version}>
        <Link href={`/policies/${id}?version=${version}`}>version {version}</Link>, in force since{' '}
        <Time at={effectiveAt} />
        {changeId === null ? (
          ', from the beginning'
        ) : (
          <>
            , adopted by <Link href={`/changes/${changeId}`}>{changeId}</Link>
          </>
        )}
      </li>
    ))}
  </ul>
)

const PolicyDigest = ({ policy, log }: { policy: PolicyJson; log: string }) => {
  const json = JSON.stringify(policy.content)
  return (
    <div className="grid gap-3">
      <p>
        <Digest digest={policy.digest} copyName="policy digest" />
        {policy.logIndex === null ? (
          ', in the first entry of the log'
        ) : (
          <>
            , <LogEntryLink index={policy.logIndex} log={log} />
          </>
        )}
      </p>
      <details>
        <summary className="min-h-6 w-fit">Content, JSON</summary>
        <div className="mt-2">
          <CopyButton text={json} name="content as JSON" />
          <pre
            tabIndex={0}
            aria-label="Content, JSON"
            className="mt-2 max-h-96 overflow-auto border border-rule bg-paper-sunken p-3 font-mono text-small print:max-h-none print:overflow-visible print:whitespace-pre-wrap"
          >
            {JSON.stringify(policy.content, null, 2)}
          </pre>
        </div>
      </details>
    </div>
  )
}

const NoPolicy = () => (
  <PageFrame title="No such policy">
    <Section id="none" title="Nothing">
      <Empty
        sentence="There is no policy of this id and version."
        action={<Link href="/policies">Policies</Link>}
      />
    </Section>
  </PageFrame>
)
