// One check on one line of a terminal, whatever the text from outside holds.
import type { Check } from '@/lib/domain/verification-check'

/** "PASS  log · included  The log has …" */
export const checkLine = ({ step, name, isPassed, sentence }: Check): string =>
  printable(`${isPassed ? 'PASS' : 'FAIL'}  ${step} · ${name}  ${sentence}`)

/** Without what moves a cursor, turns the writing or breaks the line. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD')
