// One change of the desk.
import type { Metadata } from 'next'
import { ChangePage } from '@/components/change/change-page'
import { changeQuery } from '@/lib/client/change'
import { showChange } from '@/lib/server/change'
import { ask, publicOrigin, requireOfficer } from '@/lib/server/page'
import { Prefetched } from '../../../prefetched'

type Props = { params: Promise<{ changeId: string }> }

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({
  title: (await params).changeId,
})

export default async function ChangeRoute({ params }: Props) {
  const officer = await requireOfficer()
  const { changeId } = await params
  const detail = await ask(showChange, { changeId }, officer)
  return (
    <Prefetched answers={[[changeQuery(detail.id).queryKey, detail]]}>
      <ChangePage changeId={detail.id} log={`${publicOrigin()}/transparency/log`} />
    </Prefetched>
  )
}
