'use client'
// Where a one-time link leads: nothing is asked before its owner says so, because previewers follow links too.
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Focused } from '@/components/ui/focused'
import { Notice } from '@/components/ui/notice'
import { saveFile, type SavedFile } from '@/components/ui/saved-file'
import { RequestProblem } from '@/lib/client/request'
import { openStatement } from '@/lib/client/statement'
import { LinkOpened } from './link-opened'
import { readOpened, type OpenedStatement } from './link-reading'
import { linkWords as words } from './link-words'

export const LinkLanding = () => {
  const token = useToken()
  const [opened, setOpened] = useState<Opened | null>(null)
  if (token === null) return null
  if (opened !== null) return <LinkOpened {...opened} />
  return token === '' ? (
    <Notice kind="message" title={words.missing.title} next={words.missing.sentence} />
  ) : (
    <OpenLink
      token={token}
      onOpened={async (file) => {
        saveFile(file)
        setOpened({ file, statement: await readOpened(file.blob) })
      }}
    />
  )
}

/** The secret part of the address, taken out of the address; null until scripts run. */
const useToken = (): string | null => {
  const [token, setToken] = useState<string | null>(null)
  useEffect(() => {
    const taken = location.hash.slice(1)
    history.replaceState(history.state, '', location.pathname)
    setToken((known) => (known === null || known === '' ? taken : known))
  }, [])
  return token
}

type Opened = { file: SavedFile; statement: OpenedStatement | null }

type OpenLinkProps = { token: string; onOpened: (file: SavedFile) => Promise<void> }

const OpenLink = ({ token, onOpened }: OpenLinkProps) => {
  const [state, setState] = useState<'ready' | 'opening' | Refused>('ready')
  const open = () => {
    setState('opening')
    openStatement(token).then(onOpened, (error: unknown) => setState(refusedOf(error)))
  }
  if (typeof state === 'object' && state.isFinal) return <Refusal sentence={state.sentence} />
  return (
    <div className="grid gap-4">
      {words.ready.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {typeof state === 'object' ? <Refusal sentence={state.sentence} /> : null}
      <div>
        <Button look="go" size="big" busy={state === 'opening'} onClick={open}>
          {words.open}
        </Button>
      </div>
    </div>
  )
}

const Refusal = ({ sentence }: { sentence: string }) => (
  <Focused>
    <Notice title={sentence} />
  </Focused>
)

type Refused = { sentence: string; isFinal: boolean }

/** What the server said no to stays no; a fault or a lost answer may pass. */
const refusedOf = (error: unknown): Refused => {
  if (!(error instanceof RequestProblem)) return { sentence: words.lost, isFinal: false }
  const { code, sentence } = error.problem
  if (code === 'unreachable') return { sentence: words.lost, isFinal: false }
  return { sentence, isFinal: code !== 'fault' }
}
