'use client'
// Opens the browser's print dialog for this page.
import { Button } from '@/components/ui/button'

export const PrintButton = ({ label }: { label: string }) => (
  <Button onClick={() => window.print()}>{label}</Button>
)
