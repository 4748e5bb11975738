// Brings a database to the newest schema: `npm run migrate`, as the owner, never by the application.
import { neonConfig, Pool } from '@neondatabase/serverless'
import { drizzle } from 'drizzle-orm/neon-serverless'
import { migrate } from 'drizzle-orm/neon-serverless/migrator'
import { pointAtEndpoint } from './client'

const url = process.env['MIGRATION_DATABASE_URL']
if (!url)
  throw new Error('MIGRATION_DATABASE_URL is not set: give the connection of the owner role.')
pointAtEndpoint(neonConfig, process.env['NEON_LOCAL_ENDPOINT'])

const pool = new Pool({ connectionString: url, max: 1 })
await migrate(drizzle(pool), {
  migrationsFolder: 'db/migrations',
})
await pool.end()
process.stdout.write('migrated\n')
