// A file of vectors, for whoever writes a verifier of his own.
import { requirePublicHost } from '@/lib/server/page'
import { vectorFile } from './vector-file'

type Context = { params: Promise<{ name: string }> }

export const GET = async (_request: Request, { params }: Context): Promise<Response> => {
  const { name } = await params
  await requirePublicHost(`/transparency/format/vectors/${encodeURIComponent(name)}`)
  const file = vectorFile(name)
  if (file === null) return new Response(null, { status: 404 })
  return Response.json(file, {
    headers: {
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'public, max-age=300',
    },
  })
}
