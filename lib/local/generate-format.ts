// The format document as HTML: headings with anchors, tables in frames that scroll, and its table of contents.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Marked, type Tokens } from 'marked'
import { root } from './place'

type Heading = { id: string; text: string; depth: number }

export const generatedFormat = (): string => {
  const markdown = readFileSync(join(root, 'app/transparency/format/format.md'), 'utf8')
  const headings: Heading[] = []
  const html = rendered(markdown, headings)
  return [
    '// Made by `npm run generate` from format.md; not written by hand.',
    `export const formatMarkdown = ${JSON.stringify(markdown)}`,
    '',
    `export const formatHtml = ${JSON.stringify(html)}`,
    '',
    `export const formatHeadings: readonly { id: string; text: string; depth: number }[] = ${JSON.stringify(headings)}`,
    '',
  ].join('\n')
}

const rendered = (markdown: string, headings: Heading[]): string => {
  const marked = new Marked({ async: false, gfm: true })
  marked.use({
    renderer: {
      heading({ tokens, depth, text }) {
        // The page has its own h1, which is the document's.
        if (depth === 1) return ''
        const heading = { id: slugOf(text), text: plain(text), depth }
        headings.push(heading)
        return `<h${depth} id="${heading.id}">${this.parser.parseInline(tokens)}</h${depth}>\n`
      },
      code({ text }) {
        return `<pre tabindex="0"><code>${escaped(text)}</code></pre>\n`
      },
      table(token) {
        const rows = token.rows.map((row) => this.tablerow({ text: cells(this, row) })).join('')
        const head = this.tablerow({ text: cells(this, token.header) })
        return `<div class="frame" tabindex="0" role="region" aria-label="${escaped(headings.at(-1)?.text ?? '')}"><table><thead>${head}</thead><tbody>${rows}</tbody></table></div>\n`
      },
    },
  })
  return marked.parse(markdown, { async: false })
}

const cells = (
  renderer: { tablecell: (cell: Tokens.TableCell) => string },
  row: Tokens.TableCell[],
): string => row.map((cell) => renderer.tablecell(cell)).join('')

const plain = (text: string): string => text.replaceAll('`', '')

const slugOf = (text: string): string =>
  plain(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
