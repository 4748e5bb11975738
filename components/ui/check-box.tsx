// A box in a table row: 24 pixels to hit, named for those who do not see its row.
export type CheckBoxProps = {
  name: string
  checked: boolean
  // Some of what it stands for is chosen, not all.
  mixed?: boolean
  onChange: (checked: boolean) => void
}

export const CheckBox = ({ name, checked, mixed = false, onChange }: CheckBoxProps) => (
  <label className="-my-1 inline-flex size-6 items-center justify-center">
    <input
      type="checkbox"
      aria-label={name}
      checked={checked}
      ref={(box) => {
        if (box !== null) box.indeterminate = mixed
      }}
      onChange={(event) => onChange(event.currentTarget.checked)}
      className="size-4 accent-accent"
    />
  </label>
)
