// How the page makes elements: text is always text, never markup.

type Child = Node | string | null
type Attributes = {
  readonly [name: string]: string | boolean | ((event: Event) => void) | undefined
}

/** `onclick` and its like are listeners; true is an empty attribute; false and undefined are none. */
export const element = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] => {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) setAttribute(made, name, value)
  made.append(...children.filter((child) => child !== null))
  return made
}

const setAttribute = (made: HTMLElement, name: string, value: Attributes[string]): void => {
  if (typeof value === 'function') made.addEventListener(name.slice(2), value)
  else if (value === true) made.setAttribute(name, '')
  else if (typeof value === 'string') made.setAttribute(name, value)
}

const SHAPES = {
  passed: 'm2 8.6 4 4L14 3.6',
  failed: 'm3 3 10 10M13 3 3 13',
  absent: 'M3 8h10',
} as const

/** Drawn beside a word that says the same. */
export const icon = (shape: keyof typeof SHAPES): SVGSVGElement => {
  const namespace = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(namespace, 'svg')
  const path = document.createElementNS(namespace, 'path')
  svg.setAttribute('viewBox', '0 0 16 16')
  svg.setAttribute('aria-hidden', 'true')
  svg.setAttribute('class', `icon ${shape}`)
  path.setAttribute('d', SHAPES[shape])
  svg.append(path)
  return svg
}

/** A part of the page under its own heading. */
export const section = (
  { id, title }: { id: string; title: string },
  ...children: readonly Child[]
): HTMLElement =>
  element(
    'section',
    { 'aria-labelledby': `${id}-title`, id },
    element('h2', { id: `${id}-title`, tabindex: '-1' }, title),
    ...children,
  )

export const button = (
  label: string,
  onclick: () => void,
  attributes: Attributes = {},
): HTMLButtonElement => element('button', { type: 'button', ...attributes, onclick }, label)
