// Guarantees of comments: whoever reads a run may write one, it stays as it was written, and it signs nothing.
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { addComment, showComments } from './comment'
import { saysTo } from './owner.example'
import { call, done, draft, newOfficer, newVenue, type Ref, type Venue } from './venue.example'

let venue: Venue
let ref: Ref
beforeAll(async () => {
  venue = await newVenue()
  ref = await draft(venue)
})

const bodies = async () =>
  done(await call(showComments, venue.approver, { clawbackId: ref.clawbackId })).comments.map(
    ({ author, body, revision }) => {
      return { name: author.name, body, revision }
    },
  )

test('comments stand in the order in which they were written, with author and revision', async () => {
  const viewer = await newOfficer('viewer')
  done(await call(addComment, viewer, { ...ref, body: 'Is the cut-off right?\nI doubt it.' }))
  done(await call(addComment, venue.analyst, { ...ref, body: 'It is.' }))
  expect(await bodies()).toEqual([
    { name: 'viewer', body: 'Is the cut-off right?\nI doubt it.', revision: 1 },
    { name: 'analyst', body: 'It is.', revision: 1 },
  ])
})

test.each([
  ['nothing but spaces', '  \n '],
  ['a control character', 'a\u0007b'],
  ['a direction mark', 'a\u202Eb'],
  ['more than 2,000 characters', 'x'.repeat(2_001)],
])('refuses %s by the field', async (_, body) => {
  const before = await bodies()
  expect(await call(addComment, venue.approver, { ...ref, body })).toMatchObject({
    kind: 'invalid',
    fields: [{ field: 'body' }],
  })
  expect(await bodies()).toEqual(before)
})

test('refuses a comment on a revision that does not exist', async () => {
  const none = { ...ref, revision: 9, body: 'hello' }
  expect(await call(addComment, venue.approver, none)).toMatchObject({ code: 'unknown' })
})

test('nobody changes or removes what was written', async () => {
  done(await call(addComment, venue.approver, { ...ref, body: 'It stays.' }))
  expect(await saysTo(sql`update subject_comment set body = 'gone'`)).toBe('42501')
  expect(await saysTo(sql`delete from subject_comment`)).toBe('42501')
})
