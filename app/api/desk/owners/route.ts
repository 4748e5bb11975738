// Records that an account belongs to an officer.
import { endpoint } from '@/lib/server/endpoint'
import { recordOfficerOwner } from '@/lib/server/officer-owner'

export const POST = endpoint(recordOfficerOwner)
