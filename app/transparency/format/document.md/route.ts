// The format document as one Markdown file.
import { requirePublicHost } from '@/lib/server/page'
import { formatMarkdown } from '../format.generated'

export const GET = async (): Promise<Response> => {
  await requirePublicHost('/transparency/format/document.md')
  return new Response(formatMarkdown, {
    headers: {
      'content-type': 'text/markdown; charset=utf-8',
      'content-disposition': 'attachment; filename="ballast-format.md"',
      'cache-control': 'public, max-age=300',
    },
  })
}
