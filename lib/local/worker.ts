// The Worker of a deployment: the same build that the journeys run against, ready for wrangler.
import { ensureBuild } from './build'
import { ensureEdgeBuild, installEdgeTools, measureWorker } from './edge'

export const buildWorker = async (): Promise<void> => {
  await installEdgeTools()
  await ensureBuild({ standalone: true })
  await ensureEdgeBuild()
  const kibibytes = await measureWorker()
  process.stdout.write(
    `the Worker is in .open-next, ${kibibytes} KiB gzip\n` +
      'deploy it: cd e2e/edge && npx wrangler deploy --config wrangler.jsonc\n',
  )
}
