// The signer as a Cloudflare Worker: one durable object remembers, and a clock calls the console.
import { NOTHING_SIGNED, type HeadText } from './head'
import { openSigner, type Signer } from './log'

/** What the deployment tells; `LOG_SEEDS` and both tokens are secrets. */
type Settings = {
  LOG_ORIGIN: string
  LOG_SEEDS: string
  LOG_SIGNER_TOKEN: string
  CONSOLE_ORIGIN: string
  UPKEEP_TOKEN: string
  SIGNER: { getByName: (name: string) => { fetch: (request: Request) => Promise<Response> } }
}

type Storage = {
  get: (key: string) => Promise<unknown>
  put: (key: string, value: HeadText) => Promise<void>
}

/** The one instance of a log: requests reach it in turn, and its storage is on disk before it answers. */
export class LogSigner {
  private readonly signer: Promise<Signer>

  constructor({ storage }: { storage: Storage }, settings: Settings) {
    this.signer = openSigner({
      origin: settings.LOG_ORIGIN,
      token: settings.LOG_SIGNER_TOKEN,
      seeds: settings.LOG_SEEDS.split(','),
      memory: {
        read: async () => (await storage.get('head')) ?? NOTHING_SIGNED,
        write: (head) => storage.put('head', head),
      },
    })
  }

  async fetch(request: Request): Promise<Response> {
    return (await this.signer).answer(request)
  }
}

export default {
  fetch: (request: Request, { SIGNER }: Settings): Promise<Response> =>
    SIGNER.getByName('log').fetch(request),

  /** Reminds the console of the log's upkeep; what fails is tried again a minute later. */
  scheduled: async (_: unknown, { CONSOLE_ORIGIN, UPKEEP_TOKEN }: Settings): Promise<void> => {
    await fetch(`${CONSOLE_ORIGIN}/api/log/upkeep`, {
      method: 'POST',
      headers: { authorization: `Bearer ${UPKEEP_TOKEN}` },
    })
  },
}
