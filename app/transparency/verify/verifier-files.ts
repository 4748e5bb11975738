// The part of the page where files are chosen, dropped or pasted, listed and removed.
import { button, element, section } from './verifier-element'
import { pasted, takeIn, withFiles, type GivenFile, type OpenedFile } from './verifier-intake'
import { words } from './verifier-words'

const text = words.files

export type FilesPart = {
  element: HTMLElement
  files: () => readonly OpenedFile[]
  focus: () => void
}

export const filesPart = (onChange: (open: readonly OpenedFile[]) => void): FilesPart => {
  let open: readonly OpenedFile[] = []
  const list = element('ul', { class: 'opened', 'aria-label': text.opened })
  const notes = element('div', { role: 'status', class: 'notes' })
  const show = (sentences: readonly string[]): void => {
    list.replaceChildren(...open.map((file) => openedItem(file, () => remove(file))))
    list.hidden = open.length === 0
    notes.replaceChildren(...sentences.map((sentence) => element('p', {}, sentence)))
    onChange(open)
  }
  const remove = (file: OpenedFile): void => {
    open = open.filter((other) => other !== file)
    show([text.removed(file.name)])
    chooser.input.focus()
  }
  // What comes in while other files are still being read is added to them, whoever is first.
  const add = async (given: readonly GivenFile[]): Promise<void> => {
    const before = open
    const taken = await takeIn(given)
    const next = withFiles(open, taken)
    open = next.files
    const added = open.filter((file) => !before.includes(file))
    show([...added.map(({ name }) => text.announced(name)), ...next.problems])
  }
  const chooser = fileChooser((given) => void add(given))
  list.hidden = true
  const heading = { id: 'files', title: text.title }
  const lead = element('p', {}, text.lead)
  return {
    element: section(
      heading,
      lead,
      chooser.element,
      list,
      notes,
      pasting((given) => void add([given])),
    ),
    files: () => open,
    focus: () => chooser.input.focus(),
  }
}

const openedItem = ({ name, bytes }: OpenedFile, onRemove: () => void): HTMLElement =>
  element(
    'li',
    {},
    element('span', { class: 'name' }, name),
    element('span', { class: 'quiet' }, text.bytes(bytes.length)),
    button(text.removeShort, onRemove, { 'aria-label': text.remove(name) }),
  )

const fileChooser = (onFiles: (given: readonly GivenFile[]) => void) => {
  const input = element('input', { type: 'file', multiple: true, id: 'chosen' })
  input.addEventListener('change', () => {
    onFiles([...(input.files ?? [])])
    // The same file may be chosen again after it was removed.
    input.value = ''
  })
  const label = element('label', { for: 'chosen' }, text.choose)
  const zone = element(
    'div',
    { class: 'drop' },
    label,
    input,
    element('p', { class: 'quiet' }, text.drop),
  )
  acceptDrops(zone, onFiles)
  return { element: zone, input }
}

/** The whole page takes drops: a file that misses the frame must not replace the page. */
const acceptDrops = (zone: HTMLElement, onFiles: (given: readonly GivenFile[]) => void): void => {
  document.addEventListener('dragover', (event) => {
    event.preventDefault()
    zone.classList.add('over')
  })
  document.addEventListener('dragleave', () => zone.classList.remove('over'))
  document.addEventListener('drop', (event) => {
    event.preventDefault()
    zone.classList.remove('over')
    const given = [...(event.dataTransfer?.files ?? [])]
    if (given.length > 0) onFiles(given)
  })
}

const pasting = (onText: (given: GivenFile) => void): HTMLElement => {
  let number = 0
  const area = element('textarea', { id: 'pasted', rows: '5', spellcheck: 'false' })
  const openText = (): void => {
    if (area.value.trim() === '') {
      area.focus()
      return
    }
    number += 1
    onText(pasted(area.value, number))
    area.value = ''
  }
  return element(
    'details',
    {},
    element('summary', {}, text.paste),
    element('label', { for: 'pasted' }, text.pasteLabel),
    area,
    button(text.pasteOpen, openText),
  )
}
