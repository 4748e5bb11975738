// Checks one sign-off inside an isolate as often as the address says, by the way that it names.
import { CHECKS, checkedTimes } from '../../lib/local/bench-signature'

export default {
  fetch: async (request: Request): Promise<Response> => {
    const asked = new URL(request.url)
    const check = CHECKS.find((name) => asked.pathname === `/${name}`)
    if (check === undefined) return new Response('Not found', { status: 404 })
    const rounds = Number(asked.searchParams.get('rounds') ?? '1')
    return Response.json({ passed: await checkedTimes(check, rounds) })
  },
}
