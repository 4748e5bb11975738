// Flags that every Node process of the project is started with.

// The Neon driver asks for a global WebSocket, which Node has by itself from version 22 on.
export const nodeFlags: readonly string[] =
  Number(process.versions.node.split('.')[0]) < 22 ? ['--experimental-websocket'] : []
