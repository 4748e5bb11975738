// Signing with passkeys: what a device does not vouch for counts for nothing, and what counts can be checked by anybody.
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, publicUrl, test } from './fixtures/journey'
import { execute, importBoth, type Job, propose } from './fixtures/main-job'
import { type Device, deviceOf, type Passkey } from './fixtures/passkey'
import { savedFile } from './fixtures/saved-file'
import { smallJob } from './fixtures/small-job'
import { clawbackPage } from './pages/clawback-page'
import { verifierPage } from './pages/verifier-page'

/** A policy under which nearly every run needs two groups and a wait. */
const drill: Job = { ...smallJob('drill', 20), policy: 'P-3@1' }
/** Of a fund that no later journey takes from: a vetoed run leaves its loss open. */
const gap: Job = {
  ...smallJob('gap', 20),
  fundId: 'btc-inverse',
  losses: {
    name: 'gap-losses.csv',
    text: 'id,time,market,shortfall\nGAP-VETOED,2026-11-20T21:16:04Z,BTC-USD,990.00000000',
  },
}
const APPROVE = /^Approve clawback of/
const EXECUTE = /^Execute clawback of/

const openToApprove = async (approver: Page, clawbackId: string) => {
  const page = clawbackPage(approver)
  await page.open(clawbackId)
  await page.accountTable.click()
  return page
}
const approve = async (approver: Page, clawbackId: string) => {
  const page = await openToApprove(approver, clawbackId)
  await page.confirm(APPROVE)
  return page
}
const decisionsOf = async (officer: Page, clawbackId: string): Promise<string[]> => {
  const response = await officer.request.get(`/api/clawbacks/${clawbackId}`)
  const { signoffs } = (await response.json()) as { signoffs: { decision: string }[] }
  return signoffs.map(({ decision }) => decision)
}

/** What can be wrong with what a device answers, and what the officer reads then. */
const spoiled: { what: string; spoil: (device: Device) => Promise<void>; says: RegExp }[] = [
  {
    what: 'nobody shows by finger or PIN that it is he',
    spoil: (device) => device.setUserVerified(false),
    says: /./,
  },
  {
    what: 'the device does not say that its owner was verified',
    spoil: (device) => device.spoil({ isBadUV: true }),
    says: /verified|finger|PIN/i,
  },
  {
    what: 'the device does not say that anybody was present',
    spoil: (device) => device.spoil({ isBadUP: true }),
    says: /present|touch/i,
  },
  {
    what: 'the signature is none',
    spoil: (device) => device.spoil({ isBogusSignature: true }),
    says: /signature/i,
  },
  {
    what: 'another key signs under the same name',
    spoil: async (device) => {
      const privateKey = await newPrivateKey()
      await device.replace((await device.passkeys()).map((own) => ({ ...own, privateKey })))
    },
    says: /signature/i,
  },
  {
    what: 'the key has signed less often than before',
    spoil: async (device) => {
      await device.replace((await device.passkeys()).map((own) => ({ ...own, signCount: 0 })))
    },
    says: /copy/,
  },
]

/** PKCS #8 of a key that nobody enrolled. */
const newPrivateKey = async (): Promise<string> => {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
  return Buffer.from(await crypto.subtle.exportKey('pkcs8', pair.privateKey)).toString('base64')
}

test('no signature counts that the officer’s own device did not make with its owner verified', async ({
  officer,
}) => {
  test.setTimeout(240_000)
  const [analyst, approver] = [await officer('analyst'), await officer('approver')]
  await importBoth(analyst, smallJob('spoiled', 20))
  const clawbackId = await propose(analyst, smallJob('spoiled', 20))
  const page = await openToApprove(approver, clawbackId)
  const device = deviceOf(approver)
  for (const { what, spoil, says } of spoiled) {
    await test.step(what, async () => {
      const own = await device.passkeys()
      await spoil(device)
      await page.confirm(APPROVE)
      const problem = approver.getByRole('alertdialog').getByRole('alert')
      await expect(problem).toContainText('Nothing was signed', { timeout: 70_000 })
      await expect(problem).toContainText(says)
      expect(await decisionsOf(approver, clawbackId)).toEqual(['propose'])
      await approver
        .getByRole('alertdialog')
        .getByRole('button', { name: /Cancel/ })
        .click()
      await mend(device, own)
    })
  }
  await test.step('with its owner verified the same device signs', async () => {
    await page.confirm(APPROVE)
    await expect(page.state('Approved')).toBeVisible()
    await execute(approver)
  })
})

/** Takes everything back but the number of signatures, which no key forgets. */
const mend = async (device: Device, own: readonly Passkey[]): Promise<void> => {
  const used = (await device.passkeys()).map(({ signCount }) => signCount)
  await device.spoil()
  await device.setUserVerified(true)
  const counted = own.map((one, at) => ({
    ...one,
    signCount: Math.max(one.signCount, used[at] ?? 0),
  }))
  await device.replace(counted)
}

test('two groups approve, one takes it back, another one approves, and after the cooling-off it is executed', async ({
  officer,
  browser,
}, testInfo) => {
  test.setTimeout(240_000)
  const analyst = await officer('analyst')
  await importBoth(analyst, drill)
  const clawbackId = await propose(analyst, drill)
  const [treasury, compliance] = [await officer('approver'), await officer('secondApprover')]

  await test.step('one approval is not enough, and the run waits for the end of its cooling-off', async () => {
    await expect((await approve(treasury, clawbackId)).state('Proposed')).toBeVisible()
    const page = await approve(compliance, clawbackId)
    await expect(page.state('Approved')).toBeVisible()
    await expect(page.button(EXECUTE)).toHaveAccessibleDescription(/cooling-off/)
  })

  const shown =
    await test.step('the proposal opens in the verifier on another device', async () => {
      const file = await savedFile(compliance, /proposal/i)
      const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
      const phone = await context.newPage()
      await phone.goto(`${publicUrl}/transparency/verify`)
      await context.setOffline(true)
      await verifierPage(phone).check({ name: 'proposal.json', buffer: file })
      const fingerprint = spaceless(await clawbackPage(compliance).fingerprint.innerText())
      const verifier = verifierPage(phone)
      await expect(verifier.verdict).toContainText('All checks passed')
      expect(spaceless(await verifier.result.innerText())).toContain(fingerprint)
      await context.close()
      return fingerprint
    })

  await test.step('whoever takes his approval back opens the run again', async () => {
    const page = clawbackPage(compliance)
    await page.confirm(/^Take back my approval/)
    await expect(page.state('Proposed')).toBeVisible()
    await expect(
      (await approve(await officer('thirdApprover'), clawbackId)).state('Approved'),
    ).toBeVisible()
  })

  await test.step('nobody executes before the cooling-off is over', async () => {
    const page = clawbackPage(treasury)
    await page.open(clawbackId)
    await expect(page.button(EXECUTE)).not.toHaveAttribute('aria-disabled', 'true', {
      timeout: 60_000,
    })
    await execute(treasury)
  })

  await test.step('the evidence holds in the verifier’s page and in its command', async () => {
    const bytes = await savedFile(treasury, /evidence/i)
    const context = await browser.newContext()
    const stranger = await context.newPage()
    await stranger.goto(`${publicUrl}/transparency/log`)
    const keys = await stranger
      .getByRole('region', { name: 'What identifies it' })
      .locator('dd > code')
      .allInnerTexts()
    await stranger.goto(`${publicUrl}/transparency/verify`)
    const verifier = verifierPage(stranger)
    await verifier.check({ name: 'evidence.json', buffer: bytes })
    await expect(verifier.verdict).toContainText('All checks passed')
    expect(spaceless(await verifier.result.innerText())).toContain(shown)
    await context.close()
    const path = testInfo.outputPath('evidence.json')
    await writeFile(path, bytes)
    expect(await ballastVerify(path, keys.slice(1))).not.toContain('FAIL')
    await writeFile(path, bytes.toString().replace('"decision":"approve"', '"decision":"propose"'))
    expect(await ballastVerify(path, keys.slice(1))).toContain('FAIL')
  })
})

const spaceless = (text: string): string => text.replaceAll(/\s/g, '')

const ballastVerify = (path: string, keys: readonly string[]): Promise<string> => {
  const pins = keys.flatMap((key) => ['--log-key', key])
  const command = ['lib/cli/ballast.mjs', 'verify', path, ...pins]
  return new Promise((resolve) => {
    // A refusal ends the command with a code of its own, after it has said why.
    execFile(process.execPath, command, (_, stdout) => resolve(stdout))
  })
}

test('a page of an older revision signs nothing, and one veto ends the newer one', async ({
  officer,
}) => {
  test.setTimeout(180_000)
  const [analyst, approver] = [await officer('analyst'), await officer('approver')]
  await importBoth(analyst, gap)
  const clawbackId = await propose(analyst, gap)
  const stale = await openToApprove(approver, clawbackId)

  await test.step('the stale page is refused with the revision that is current', async () => {
    await clawbackPage(analyst).confirm(/^Make a new revision of/)
    await analyst.waitForURL(/\/clawbacks\/CB-[\d-]+$/)
    await expect(analyst.getByText('revision 2', { exact: false }).first()).toBeVisible()
    const response = await approver.request.post('/api/signoffs/statement', {
      headers: {
        'idempotency-key': crypto.randomUUID(),
        origin: new URL(approver.url()).origin,
      },
      data: {
        ...{ subjectType: 'clawback', subjectId: clawbackId, revision: 1 },
        ...{ decision: 'approve', reason: '', credentialId: 'AAAA' },
      },
    })
    expect(response.status()).toBe(409)
    expect(((await response.json()) as { sentence: string }).sentence).toContain('revision 2')
    await expect(stale.state('Superseded: the current')).toBeVisible({ timeout: 30_000 })
  })

  await test.step('a veto says why, to everybody', async () => {
    await clawbackPage(analyst).open(clawbackId)
    await clawbackPage(analyst).confirm(/^Propose clawback of/)
    await expect(clawbackPage(analyst).state('Proposed')).toBeVisible({ timeout: 30_000 })
    const page = clawbackPage(approver)
    await page.open(clawbackId)
    await page.vetoReason.fill('The index price of the loss is disputed.')
    await page.confirm(/^Veto clawback of/)
    await expect(page.state('Vetoed')).toBeVisible()
    await analyst.reload()
    await expect(
      analyst.getByText('The index price of the loss is disputed.').first(),
    ).toBeVisible()
  })
})
