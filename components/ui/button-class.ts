// How anything that looks like a button looks: buttons, links to downloads, the file picker's label.
export type ButtonLook = {
  look?: 'go' | 'plain'
  size?: 'normal' | 'big'
  refused?: boolean
}

const base =
  'inline-flex items-center justify-center rounded-control border text-left font-semibold no-underline'
const sizes = {
  normal: 'min-h-8 px-3 py-[5px]',
  big: 'min-h-11 px-[18px] py-[9px] text-heading',
}
const looks = {
  go: 'border-ink bg-solid text-on-solid hover:bg-ink-2',
  plain: 'border-control bg-paper hover:bg-paper-sunken',
}
const refusedLook = 'cursor-not-allowed border-dashed border-control bg-paper-sunken text-ink-3'

export const buttonClass = ({ look = 'plain', size = 'normal', refused = false }: ButtonLook) =>
  `${base} ${sizes[size]} ${refused ? refusedLook : looks[look]}`
