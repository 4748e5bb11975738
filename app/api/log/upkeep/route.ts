// What a scheduler calls: closing balances that are due, and a checkpoint that is missing.
import { answerUpkeep } from '@/lib/server/log-upkeep'

export const POST = answerUpkeep
