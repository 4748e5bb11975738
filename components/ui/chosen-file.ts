// The file that was chosen on a page, read; the last choice wins.
import { useCallback, useEffect, useRef, useState } from 'react'
import { readFile, type FileText } from '@/lib/client/import-file'

export type ChosenFile = { file: FileText | null; choose: (file: File | undefined) => void }

/** `inputId` is the file field's: a file chosen before the page's scripts ran is read as well. */
export const useChosenFile = (inputId: string): ChosenFile => {
  const [file, setFile] = useState<FileText | null>(null)
  const latest = useRef<File | undefined>(undefined)
  const choose = useCallback((chosen: File | undefined) => {
    latest.current = chosen
    setFile(null)
    if (chosen === undefined) return
    void readFile(chosen).then((read) => {
      if (latest.current === chosen) setFile(read)
    })
  }, [])
  useEffect(() => {
    const field = document.getElementById(inputId)
    if (field instanceof HTMLInputElement && field.files?.[0]) choose(field.files[0])
  }, [inputId, choose])
  return { file, choose }
}
