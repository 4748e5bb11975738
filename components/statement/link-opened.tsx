'use client'
// After a one-time link was opened: the file again while the page is open, and the way to the verifier.
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { Focused } from '@/components/ui/focused'
import { Section } from '@/components/ui/section'
import { Notice } from '@/components/ui/notice'
import { saveFile, type SavedFile } from '@/components/ui/saved-file'
import type { OpenedStatement } from './link-reading'
import { linkWords } from './link-words'

const { opened, says, next } = linkWords
const VERIFIER = '/transparency/verify'

export type LinkOpenedProps = { file: SavedFile; statement: OpenedStatement | null }

export const LinkOpened = ({ file, statement }: LinkOpenedProps) => (
  <Focused>
    <div className="grid gap-4">
      <Notice kind="message" title={opened.title(file.name)} next={opened.sentence} />
      <div>
        <Button onClick={() => saveFile(file)}>{opened.again}</Button>
      </div>
      {statement === null ? null : (
        <div>
          <StatementSays {...statement} />
        </div>
      )}
      <h2 className="mt-4 border-t border-rule-strong pt-2 text-heading">{next.title}</h2>
      <ol className="list-decimal pl-6 marker:text-ink-3">
        {next.steps.map((step) => (
          <li key={step} className="border-b border-rule py-2 pl-1">
            {step}
          </li>
        ))}
      </ol>
      {/* In a tab of its own: the file can be saved again as long as this page is open. */}
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <a href={VERIFIER} target="_blank" className={buttonClass({ look: 'go', size: 'big' })}>
          {next.verifier}
        </a>
        <a href={`${VERIFIER}?download`} download>
          {next.download}
        </a>
      </p>
    </div>
  </Focused>
)

const StatementSays = ({ sentence, lines }: OpenedStatement) => (
  <Section id="says" title={says.title} note={says.note}>
    <p className="text-read leading-read">{sentence}</p>
    <dl className="mt-2 grid border-t border-rule">
      {lines.map(({ label, value }) => (
        <div key={label} className="border-b border-rule py-1 sm:grid sm:grid-cols-[12rem_1fr]">
          <dt className="text-small text-ink-2">{label}</dt>
          <dd className="break-words tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  </Section>
)
