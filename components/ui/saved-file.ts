// Puts bytes that the page holds into a file of the reader's choice.
export type SavedFile = { name: string; blob: Blob }

export const saveFile = ({ name, blob }: SavedFile): void => {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // A browser may read the bytes only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
