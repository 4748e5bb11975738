// Builds and serves the edge variant of the product.
import type { ServerOptions } from './server'

export const edgeCommand = ({ ports }: ServerOptions) => ({ args: [String(ports.app)] })
