// The format document, with its table of contents and the digest of the verifier that is served here.
import { PageFrame } from '@/components/shell/page-frame'
import { buttonClass } from '@/components/ui/button-class'
import { Section } from '@/components/ui/section'
import { publicOrigin, requirePublicHost } from '@/lib/server/page'
import { servedVerifier } from '../verify/served-verifier'
import { formatHeadings, formatHtml } from './format.generated'
import { words } from './format-words'

export const generateMetadata = () => ({
  title: words.title,
  alternates: { canonical: `${publicOrigin()}/transparency/format` },
})

export default async function FormatPage() {
  await requirePublicHost('/transparency/format')
  const { sha256 } = await servedVerifier()
  return (
    <PageFrame
      width="report"
      reading
      title={words.title}
      note={
        <a href="/transparency/format/document.md" download className={buttonClass({})}>
          {words.download}
        </a>
      }
    >
      <nav
        aria-label={words.contents}
        className="col-span-12 text-body lg:sticky lg:top-4 lg:col-span-3 print:hidden"
      >
        <Contents />
      </nav>
      <div className="col-span-12 min-w-0 lg:col-span-9">
        <div className={prose} dangerouslySetInnerHTML={{ __html: formatHtml }} />
        <VerifierDigest sha256={sha256} />
      </div>
    </PageFrame>
  )
}

/** Look of the document's own elements, which have no class. */
const prose = [
  'text-heading leading-read [&_p]:my-3 [&_p]:max-w-prose',
  '[&_h2]:mt-10 [&_h2]:border-t [&_h2]:border-rule-strong [&_h2]:pt-2 [&_h2]:text-read',
  '[&_h3]:mt-6',
  '[&_ul]:my-3 [&_ul]:max-w-prose [&_ul]:list-disc [&_ul]:pl-5 [&_li]:my-1',
  '[&_pre]:my-3 [&_pre]:overflow-x-auto [&_pre]:bg-paper-sunken [&_pre]:p-3 [&_pre]:text-body [&_pre]:leading-normal',
  '[&_.frame]:my-3 [&_.frame]:overflow-x-auto [&_td]:min-w-32 [&_td]:text-body [&_td]:leading-normal',
].join(' ')

const Contents = () => (
  <>
    <p className="font-semibold">{words.contents}</p>
    <ul>
      {[...formatHeadings.filter(({ depth }) => depth === 2), verifierHeading].map(
        ({ id, text }) => (
          <li key={id}>
            <a href={`#${id}`} className="block py-1 text-ink-2 no-underline hover:text-ink">
              {text}
            </a>
          </li>
        ),
      )}
    </ul>
  </>
)

const verifierHeading = { id: 'the-verifier', text: words.verifier.title }

const VerifierDigest = ({ sha256 }: { sha256: string }) => (
  <div className="mt-10">
    <Section id={verifierHeading.id} title={verifierHeading.text}>
      <p className="max-w-prose">{words.verifier.text}</p>
      <code className="my-2 block break-all">{sha256}</code>
      <p className="max-w-prose">{words.verifier.compare}</p>
      <p className="mt-3 flex flex-wrap gap-2 text-body">
        <a href="/transparency/verify" className={buttonClass({})}>
          {words.verifier.open}
        </a>
        <a href="/transparency/verify?download" download className={buttonClass({})}>
          {words.verifier.save}
        </a>
      </p>
    </Section>
  </div>
)
