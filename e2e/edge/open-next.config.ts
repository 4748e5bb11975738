// How OpenNext turns the Next build into a Worker: no caches, every page is rendered on request.
import { defineCloudflareConfig } from '@opennextjs/cloudflare'

export default defineCloudflareConfig()
