// The first stop of the Tab key: past the masthead, to the content.
export const SkipLink = ({ label = 'Skip to content' }: { label?: string }) => (
  <a
    href="#main"
    className="sr-only focus:not-sr-only focus:absolute focus:top-1 focus:left-1 focus:z-30 focus:bg-paper focus:p-2"
  >
    {label}
  </a>
)
