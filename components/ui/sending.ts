// A file on its way to the server: how far it has come, and whether it failed.
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { importFile, type Building, type ImportSteps } from '@/lib/client/import-file'

export type SendableFile = { name: string; text: string; rows: number }

export type Sending = {
  send: (file: SendableFile) => void
  isSending: boolean
  // Rows that the server has.
  stored: number
  // What is done with the rows before the end, once all of them have arrived.
  building: Building | null
  error: Error | null
  reset: () => void
}

export const useSending = <Result>(
  stepsFor: (file: SendableFile) => ImportSteps<Result>,
  onDone: (result: Result) => void,
): Sending => {
  const [stored, setStored] = useState(0)
  const [building, setBuilding] = useState<Building | null>(null)
  const onProgress = (rows: number, parts?: Building) => {
    setStored(rows)
    setBuilding(parts ?? null)
  }
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (file: SendableFile) => importFile(file, stepsFor(file), onProgress),
    onSuccess: onDone,
  })
  return { send: mutate, isSending: isPending, stored, building, error, reset }
}
