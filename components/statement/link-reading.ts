// What the file behind a one-time link says, read in the browser that received it and sent nowhere.
import { ruleInWords, termsInWords } from '@/lib/domain/allocation-wording'
import { readCanonicalJson } from '@/lib/domain/json-reading'
import { readStatementFile, type StatementFile } from '@/lib/domain/statement-file'
import { levyInWords, statementFigures } from '@/lib/domain/statement-figures'
import { linkWords } from './link-words'

export type OpenedStatement = { sentence: string; lines: { label: string; value: string }[] }

const { labels, run, capitalised } = linkWords.says

/** Null where the file cannot be read here; it is saved all the same, and the verifier says why. */
export const readOpened = async (blob: Blob): Promise<OpenedStatement | null> => {
  try {
    const json = readCanonicalJson(await blob.text())
    const read = 'problem' in json ? json : readStatementFile(json.value)
    return 'problem' in read ? null : openedStatement(read.statement)
  } catch {
    return null
  }
}

const openedStatement = (file: StatementFile): OpenedStatement => {
  const { numeraire } = file.claimsContext
  const { schedule, clawbackId, revision } = file.sharesContext
  const { levy, base, kept } = statementFigures(file, null)
  const rule = `${capitalised(termsInWords(schedule))}. ${ruleInWords(schedule.rule, numeraire)}`
  return {
    sentence: `${levyInWords(file, null)}.`,
    lines: [
      { label: labels.levy, value: levy },
      { label: labels.base(numeraire), value: base },
      { label: labels.kept, value: kept },
      { label: labels.rule, value: rule },
      { label: labels.run, value: run({ clawbackId, revision, version: file.reportVersion }) },
    ],
  }
}
