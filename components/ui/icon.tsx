// The closed set of 16-pixel icons; each stands beside a word and says nothing alone.
const drawings = {
  critical: (
    <>
      <path d="M4.7.8h6.6L15.2 4.7v6.6l-3.9 3.9H4.7L.8 11.3V4.7z" strokeWidth="1.6" />
      <path d="M8 4v5M8 10.6v1.6" strokeWidth="1.8" />
    </>
  ),
  warning: (
    <>
      <path d="M8 1.6 15 14.2H1z" strokeWidth="1.6" strokeLinejoin="round" />
      <path d="M8 6v4M8 11.2v1.4" strokeWidth="1.6" />
    </>
  ),
  notice: (
    <>
      <circle cx="8" cy="8" r="6.8" strokeWidth="1.5" />
      <path d="M8 7v4.6M8 4.2v1.6" strokeWidth="1.6" />
    </>
  ),
  ok: <path d="m2 8.6 4 4L14 3.6" strokeWidth="1.9" />,
  waiting: <circle cx="8" cy="8" r="6.6" strokeWidth="1.5" strokeDasharray="2.6 2.4" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="6.8" strokeWidth="1.5" />
      <path d="M8 3.8V8l3 2.2" strokeWidth="1.5" />
    </>
  ),
  no: <path d="m3 3 10 10M13 3 3 13" strokeWidth="1.9" />,
  pen: <path d="m2 14 1-4 8-8 3 3-8 8zM9.4 3.6l3 3" strokeWidth="1.5" strokeLinejoin="round" />,
  done: <path d="M.8 8.6 4 12l5-7.4M7.4 11l1 1 5.8-8.4" strokeWidth="1.6" />,
  replaced: <path d="M2 8h10M8 3.8 12.2 8 8 12.2M14.4 3v10" strokeWidth="1.6" />,
  back: <path d="M6 3 2 7l4 4M2 7h8a4 3.2 0 0 1 0 6.4H8" strokeWidth="1.6" />,
}

export type IconName = keyof typeof drawings

export const Icon = ({ name }: { name: IconName }) => (
  <svg
    viewBox="0 0 16 16"
    aria-hidden="true"
    fill="none"
    stroke="currentColor"
    className="mr-[0.35em] inline-block size-[0.875em] flex-none self-center align-[-0.06em]"
  >
    {drawings[name]}
  </svg>
)
