// What the owner of the account can check by hand, and what that shows and does not show.
import { Section } from '@/components/ui/section'
import { DOES_NOT_PROVE, provesOf } from '@/lib/domain/verification-wording'
import { words } from './words'

export type StatementCheckProps = { verifierAddress: string; isPublished: boolean }

export const StatementCheck = ({ verifierAddress, isPublished }: StatementCheckProps) => (
  <Section id="check" title={words.check}>
    <ol className="list-decimal pl-6 text-heading leading-read marker:text-ink-3">
      {words.steps.map((step) => (
        <li key={step} className="border-b border-rule py-2 pl-1">
          {step}
        </li>
      ))}
    </ol>
    <p className="mt-3 text-heading">
      {words.verifierAt}{' '}
      <a href={verifierAddress} className="break-all">
        {verifierAddress}
      </a>
    </p>
    <div className="mt-4 grid gap-4 text-heading leading-read">
      {answersOf({ isPublished }).map(({ title, sentences }) => (
        <div key={title}>
          <h3>{title}</h3>
          <ul className="grid gap-1">
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  </Section>
)

const answersOf = (run: { isPublished: boolean }) => [
  { title: words.proves, sentences: provesOf(run) },
  { title: words.doesNotProve, sentences: DOES_NOT_PROVE },
]
