// The log's signer behind HTTP: signs a checkpoint only when it continues the last one that it signed.
import { decideCheckpoint } from '@/lib/domain/log-signer'
import { headOf, readHead, type SignerMemory } from './head'
import { openKey, type SigningKey } from './key'
import { isAllowed, readRequest } from './request'

export type SignerOptions = {
  /** The name of the log, `<host>/log`, which is also the name of its keys. */
  origin: string
  token: string
  /** One Ed25519 seed, or two while keys are being exchanged, the older one first. */
  seeds: readonly string[]
  memory: SignerMemory
}
export type Signer = {
  /** The verifier keys of the log, to be published and pinned. */
  keys: string[]
  answer: (request: Request) => Promise<Response>
}

export const openSigner = async (options: SignerOptions): Promise<Signer> => {
  const { origin, seeds } = options
  if (seeds.length < 1 || seeds.length > 2 || new Set(seeds).size < seeds.length) {
    throw new Error(`expected one seed or two different ones, got ${seeds.length}`)
  }
  const keys = await Promise.all(seeds.map((seed) => openKey({ name: origin, seed })))
  const inTurn = openQueue()
  const vkeys = keys.map(({ vkey }) => vkey)
  const answer = async (request: Request) => {
    if (!isAllowed(request, options.token)) return say(401, 'Expected the token of this signer.')
    const { pathname } = new URL(request.url)
    switch (`${request.method} ${pathname}`) {
      case 'GET /keys':
        return Response.json({ keys: vkeys })
      case 'GET /head':
        return inTurn(async () => Response.json(await options.memory.read()))
      case 'POST /checkpoints':
        return answerCheckpoint(request, { ...options, keys, inTurn })
      default:
        return say(404, 'This signer answers GET /head, GET /keys and POST /checkpoints.')
    }
  }
  return { keys: vkeys, answer }
}

type Open = SignerOptions & { keys: readonly SigningKey[]; inTurn: Queue }

const answerCheckpoint = async (request: Request, open: Open): Promise<Response> => {
  const read = await readRequest(request)
  if ('problem' in read) return say(read.status, read.problem)
  return open.inTurn(async () => {
    const held = await open.memory.read()
    const head = readHead(held)
    if ('problem' in head) return say(500, head.problem)
    const decision = decideCheckpoint(head.head, read.asked, open)
    if ('refused' in decision) {
      return Response.json({ sentence: decision.refused, head: held }, { status: 409 })
    }
    // Remembered first: a signature that is out while the memory is behind could be contradicted.
    await open.memory.write(headOf(read.asked))
    const lines = await Promise.all(open.keys.map((key) => key.signatureOf(decision.sign)))
    return Response.json({ note: `${decision.sign}\n${lines.join('')}` })
  })
}

type Queue = <T>(work: () => Promise<T>) => Promise<T>

/** One piece of work after the other, whatever became of the one before. */
const openQueue = (): Queue => {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work, work)
    last = next
    return next
  }
}

const say = (status: number, sentence: string): Response => Response.json({ sentence }, { status })
