// What an import of losses has stored, and the way on.
import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { Focused } from '@/components/ui/focused'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { countText } from '@/components/ui/money-text'
import { Section } from '@/components/ui/section'

export type ImportedLosses = {
  fund: { id: string; name: string; asset: { code: string; scale: number } }
  fileName: string
  losses: number
  shortfall: string
}

export type LossImportedProps = ImportedLosses & { onAgain: () => void }

export const LossImported = ({ fund, fileName, losses, shortfall, onAgain }: LossImportedProps) => (
  <Section title="Imported" id="imported">
    <div className="grid max-w-[60rem] gap-4">
      <Focused>
        <Notice
          kind="message"
          title={
            <>
              {countText(losses, 'loss', 'losses')} of{' '}
              <Amount amount={shortfall} scale={fund.asset.scale} unit={fund.asset.code} />{' '}
              {losses === 1 ? 'is' : 'are'} stored for {fund.name}.
            </>
          }
          next={`All of ${fileName} has arrived. The losses are open until a run takes them.`}
        />
      </Focused>
      <div className="flex flex-wrap gap-3">
        <LinkButton href={`/clawbacks/new?fund=${encodeURIComponent(fund.id)}`} look="go">
          New clawback from the open losses of {fund.name}
        </LinkButton>
        <LinkButton href={`/losses?fund=${encodeURIComponent(fund.id)}&state=open`}>
          Show the open losses of {fund.name}
        </LinkButton>
        <Button onClick={onAgain}>Import another file</Button>
      </div>
    </div>
  </Section>
)
