// Structured log lines: verbs, codes and reference ids; never accounts, amounts, names or secrets.
import 'server-only'
import { configureSync, getConsoleSink, getJsonLinesFormatter, getLogger } from '@logtape/logtape'

const isTest = process.env['BALLAST_ENV'] === 'test'

configureSync({
  reset: true,
  sinks: { console: getConsoleSink({ formatter: getJsonLinesFormatter() }) },
  loggers: [
    { category: 'ballast', sinks: ['console'], lowestLevel: isTest ? 'error' : 'info' },
    { category: ['logtape', 'meta'], sinks: ['console'], lowestLevel: 'warning' },
  ],
})

const logger = getLogger('ballast')

export const logOutcome = (fields: {
  verb: string
  outcome: string
  reference: string
  milliseconds: number
}) => logger.info('verb', fields)

/** What calls everybody is a line of its own, for whoever watches the lines. */
export const logPage = (fields: { subject: string; decision: string }) =>
  logger.warn('page', fields)

/** A fault is logged with its cause, by name and code; the message of a driver may quote a row, so it is cut at its first line. */
export const logFault = (verb: string, reference: string, error: unknown) =>
  logger.error('fault', { verb, reference, causes: causesOf(error) })

const causesOf = (error: unknown): Record<string, string>[] => {
  if (!(error instanceof Error)) return [{ name: typeof error }]
  const fields = error as Error & { code?: unknown; constraint?: unknown }
  const here = {
    name: error.name,
    // A failed query lists its parameters after the first line.
    message: (error.message.split('\n')[0] ?? '').slice(0, 200),
    ...(typeof fields.code === 'string' ? { code: fields.code } : {}),
    ...(typeof fields.constraint === 'string' ? { constraint: fields.constraint } : {}),
  }
  return error.cause === undefined ? [here] : [here, ...causesOf(error.cause)]
}
