// What the owner of the account can check by hand, and what that shows and does not show.
import { Section } from '@/components/ui/section'
import { words } from './words'

export const StatementCheck = () => (
  <Section id="check" title={words.check}>
    <ol className="list-decimal pl-6 text-heading leading-read marker:text-ink-3">
      {words.steps.map((step) => (
        <li key={step} className="border-b border-rule py-2 pl-1">
          {step}
        </li>
      ))}
    </ol>
    <div className="mt-4 grid gap-4 text-heading leading-read">
      {answers.map(({ title, text }) => (
        <div key={title}>
          <h3>{title}</h3>
          <p>{text}</p>
        </div>
      ))}
    </div>
  </Section>
)

const answers = [
  { title: words.proves, text: words.provesText },
  { title: words.doesNotProve, text: words.doesNotProveText },
  { title: words.back, text: words.backText },
]
