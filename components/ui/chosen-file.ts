// The file that was chosen on a page, read; the last choice wins.
import { useRef, useState } from 'react'
import { readFile, type FileText } from '@/lib/client/import-file'

export type ChosenFile = { file: FileText | null; choose: (file: File | undefined) => void }

export const useChosenFile = (): ChosenFile => {
  const [file, setFile] = useState<FileText | null>(null)
  const latest = useRef<File | undefined>(undefined)
  const choose = (chosen: File | undefined) => {
    latest.current = chosen
    setFile(null)
    if (chosen === undefined) return
    void readFile(chosen).then((read) => {
      if (latest.current === chosen) setFile(read)
    })
  }
  return { file, choose }
}
