// Running the desk: rights are given by three people after a delay, and taken by one at once.
import type { Page } from '@playwright/test'
import { expect, type OfficerName, publicUrl, test } from './fixtures/journey'
import { savedFile } from './fixtures/saved-file'
import { clawbackPage } from './pages/clawback-page'
import { changePage, deskPage } from './pages/desk-page'
import { verifierPage } from './pages/verifier-page'

const approvers: readonly OfficerName[] = ['approver', 'secondApprover', 'thirdApprover']
const idOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? ''
// What is proposed first takes effect last, when its delay is over.
test.describe.configure({ mode: 'serial' })
let changeId = ''

test('a change of roles is proposed by one, approved by three, and waits for its delay', async ({
  officer,
}) => {
  test.setTimeout(180_000)
  const admin = await officer('admin')
  const desk = deskPage(admin)
  await desk.open()
  await desk.officer('Second analyst').getByRole('link').first().click()
  await desk.role('viewer').check()
  await desk.why(/^Roles and group/).fill('He reads along in the months without a loss.')
  await clawbackPage(admin).confirm(/^Propose roles of Second analyst/)
  await admin.waitForURL(/\/changes\/[^/]+$/)
  changeId = idOf(admin)
  await expect(changePage(admin).state('Proposed')).toBeVisible()

  await test.step('its author cannot approve it', async () => {
    await expect(changePage(admin).button('Approve')).toHaveAttribute('aria-disabled', 'true')
  })
  for (const name of approvers) {
    const page = changePage(await officer(name))
    await page.open(changeId)
    await page.decide('Approve')
    await expect(page.section(/Who has decided/)).toContainText('Approver')
  }
  await changePage(admin).open(changeId)
  await expect(changePage(admin).state('Approved')).toBeVisible()
})

test('one person pauses everything, everybody reads why, and three people lift the pause', async ({
  officer,
}) => {
  test.setTimeout(180_000)
  const admin = await officer('admin')
  const desk = deskPage(admin)
  await desk.open()
  await desk.why(/^\d* ?Pause/).fill('A key was left in a taxi.')
  await clawbackPage(admin).confirm(/^Pause everything/)
  await expect(desk.pauseBanner).toContainText('A key was left in a taxi.')
  const reader = deskPage(await officer('viewer'))
  await (await officer('viewer')).goto('/losses')
  await expect(reader.pauseBanner).toContainText('A key was left in a taxi.')

  await desk.open()
  await desk.why(/^\d* ?Paused/).fill('The key is back, unused.')
  await clawbackPage(admin).confirm(/^Propose to lift the pause/)
  await admin.waitForURL(/\/changes\/[^/]+$/)
  const lifting = idOf(admin)
  for (const name of approvers) {
    const page = changePage(await officer(name))
    await page.open(lifting)
    await page.decide('Approve')
    await expect(page.button('Approve')).toHaveAttribute('aria-disabled', 'true')
  }
  const last = await officer('thirdApprover')
  await changePage(last).decide('Put into effect')
  await expect(changePage(last).state('In effect')).toBeVisible()
  await desk.open()
  await expect(desk.pauseBanner).toHaveCount(0)
})

test('after its delay the change is put into effect, and its file verifies', async ({
  officer,
  page: stranger,
}) => {
  test.setTimeout(180_000)
  const admin = await officer('admin')
  const page = changePage(admin)
  await page.open(changeId)
  await expect(page.button('Put into effect')).not.toHaveAttribute('aria-disabled', 'true', {
    timeout: 90_000,
  })
  await page.decide('Put into effect')
  await expect(page.state('In effect')).toBeVisible()
  const verifier = verifierPage(stranger)
  await stranger.goto(`${publicUrl}/transparency/verify`)
  await verifier.check({ name: 'evidence.json', buffer: await savedFile(admin, /evidence/i) })
  await expect(verifier.verdict).toContainText('All checks passed')
  await deskPage(admin).open()
  await expect(deskPage(admin).officer('Second analyst')).toContainText('analyst, viewer')
})
