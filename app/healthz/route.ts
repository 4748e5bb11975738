// Whether the database, its schema and the clock are in order.
import { answerHealth } from '@/lib/server/health'

export const dynamic = 'force-dynamic'
export const GET = answerHealth
