'use client'
// Copying one number from the page puts the plain number on the clipboard: -1204551.20, not −1,204,551.20.
import { useEffect } from 'react'

export const ExactCopy = () => {
  useEffect(() => {
    document.addEventListener('copy', copyPlain)
    return () => document.removeEventListener('copy', copyPlain)
  }, [])
  return null
}

const copyPlain = (event: ClipboardEvent) => {
  const selection = document.getSelection()
  if (selection === null || selection.rangeCount === 0) return
  const number = numberAround(selection.getRangeAt(0).commonAncestorContainer)
  // A part of a number is copied as it was selected.
  if (number?.textContent !== selection.toString().trim()) return
  event.clipboardData?.setData('text/plain', number.value)
  event.preventDefault()
}

const numberAround = (node: Node) => {
  const element = node instanceof Element ? node : node.parentElement
  const number = element?.closest('data')
  return number instanceof HTMLDataElement ? number : null
}
