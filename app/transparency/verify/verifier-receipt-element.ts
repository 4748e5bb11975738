// The receipt on the page: its text, and the ways to take it along.
import type { Verification } from '@/lib/domain/verification-check'
import { button, element } from './verifier-element'
import type { Pins } from './verifier-pins'
import { receiptText } from './verifier-receipt'
import { words } from './verifier-words'

const text = words.receipt

export const receiptElement = (verifications: readonly Verification[], pins: Pins): HTMLElement => {
  const receipt = receiptText(verifications, pins)
  const content = element(
    'pre',
    { tabindex: '0', role: 'region', 'aria-label': text.label },
    receipt,
  )
  const status = element('p', { role: 'status', class: 'notes' })
  const copied = (sentence: string): void => {
    status.textContent = sentence
  }
  return element(
    'div',
    { class: 'receipt' },
    element('h3', {}, text.title),
    element('p', {}, text.lead),
    content,
    element(
      'p',
      { class: 'acts' },
      button(text.copy, () => void copy(receipt, content).then(copied)),
      button(text.save, () => save(receipt)),
      button(text.print, () => window.print()),
    ),
    status,
  )
}

const copy = async (receipt: string, content: HTMLElement): Promise<string> => {
  try {
    await navigator.clipboard.writeText(receipt)
    return text.copied
  } catch {
    window.getSelection()?.selectAllChildren(content)
    return text.notCopied
  }
}

const save = (receipt: string): void => {
  const address = URL.createObjectURL(new Blob([receipt], { type: 'text/plain' }))
  element('a', { href: address, download: text.fileName }).click()
  // The browser takes the file after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
