// The permanent line that keeps demo data from being taken for real.
export type DemoBannerProps = { label?: string; sentence?: string }

export const DemoBanner = ({
  label = 'DEMO',
  sentence = 'Invented data. Nothing here moves money.',
}: DemoBannerProps) => (
  <aside
    aria-label={label}
    className="flex justify-center gap-3 bg-band px-6 py-0.5 text-small print:hidden"
  >
    <b>{label}</b>
    <span>{sentence}</span>
  </aside>
)
