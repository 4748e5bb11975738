// Chooses ports: free ones for tests, the same ones at every start where addresses are remembered.
import { createServer } from 'node:net'

/** Two checks, because a browser tries both addresses of `localhost`. */
export const isFree = async (port: number): Promise<boolean> =>
  (await canListen(port, '127.0.0.1')) && (await canListen(port, '::1'))

export const findFreePort = async (preferred: number): Promise<number> => {
  for (let port = preferred; port < preferred + 100; port += 1) {
    if (await isFree(port)) return port
  }
  throw new Error(`expected a free port between ${preferred} and ${preferred + 99}, found none`)
}

export const anyFreePorts = async (count: number): Promise<number[]> => {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(0, '127.0.0.1')))
  const ports = servers.map((server) => (server.address() as { port: number }).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

const canListen = async (port: number, host: string): Promise<boolean> => {
  try {
    const server = await listen(port, host)
    await new Promise((resolve) => server.close(resolve))
    return true
  } catch (error) {
    // A machine without IPv6 has nobody listening there.
    return (error as NodeJS.ErrnoException).code !== 'EADDRINUSE'
  }
}

const listen = async (port: number, host: string) => {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host, exclusive: true }, resolve)
  })
  return server
}
