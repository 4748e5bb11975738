// The part of the page that says whom it trusts, and how to see that nobody changed that.
import { element, section } from './verifier-element'
import type { Pins } from './verifier-pins'
import { words } from './verifier-words'

const text = words.pins

export const pinsElement = (pins: Pins | null): HTMLElement =>
  pins === null
    ? element(
        'div',
        { class: 'notice', role: 'note' },
        element('b', {}, text.missing),
        element('p', {}, text.missingSentence),
      )
    : section(
        { id: 'trust', title: text.title },
        element('p', {}, text.lead),
        pinnedList(pins),
        comparing(pins),
      )

const pinnedList = ({ origin, keys, retired, env }: Pins): HTMLElement =>
  element(
    'dl',
    {},
    described(text.origin, origin),
    ...keys.map((key, index) => described(text.key(index + 1, keys.length), key)),
    ...retired.map(({ vkey, size }) => described(text.retired(size), vkey)),
    described(text.environment, env),
  )

const described = (label: string, value: string): HTMLElement =>
  element('div', {}, element('dt', {}, label), element('dd', {}, element('code', {}, value)))

const comparing = ({ site }: Pins): HTMLElement => {
  const address = `${site}/transparency/format#the-verifier`
  const isOnSite = location.protocol !== 'file:'
  return element(
    'div',
    {},
    element('p', {}, text.compare),
    element('p', {}, `${text.digestOn} `, element('a', { href: address }, address)),
    isOnSite
      ? element(
          'p',
          {},
          element('a', { href: '?download', download: true, class: 'button' }, text.save),
        )
      : null,
    element('details', {}, element('summary', {}, text.commands), commandList()),
  )
}

const commandList = (): HTMLElement =>
  element('dl', {}, ...text.systems.map(({ system, command }) => described(system, command)))
