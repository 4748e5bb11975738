// Every statement of a run, one a line.
import { endpoint } from '@/lib/server/endpoint'
import { exportStatements } from '@/lib/server/statement-export'

export const GET = endpoint(exportStatements)
