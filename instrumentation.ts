// Runs once when a server starts: a wrong or missing setting is named then, not at the first visitor.
export const register = async (): Promise<void> => {
  const { env } = await import('@/lib/server/env')
  env()
}
