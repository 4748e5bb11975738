// The transparency log for people; tools read it at /log/.
import { LogView } from '@/components/log/log-view'
import { words } from '@/components/log/words'
import { showLog } from '@/lib/server/log'
import { ask, publicOrigin, requirePublicHost } from '@/lib/server/page'

type Props = { searchParams: Promise<{ before?: string | string[] }> }

export const generateMetadata = () => ({
  title: words.title,
  alternates: { canonical: `${publicOrigin()}/transparency/log` },
})

export default async function LogRoute({ searchParams }: Props) {
  await requirePublicHost('/transparency/log')
  const { before } = await searchParams
  const page = await ask(showLog, before === undefined ? {} : { before })
  return <LogView page={page} address={`${publicOrigin()}/log`} isOlder={before !== undefined} />
}
