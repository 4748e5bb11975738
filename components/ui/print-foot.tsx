// What every printed sheet carries at its foot: the given text and the page number.
export const PrintFoot = ({ text }: { text: string }) => (
  <style
    dangerouslySetInnerHTML={{
      __html: `@page {
  @bottom-left { content: "${safe(text)}"; font: 7.5pt sans-serif; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 7.5pt sans-serif; }
}`,
    }}
  />
)

// Only characters that cannot end a CSS string or a style element.
const safe = (text: string) => text.replace(/[^A-Za-z0-9 ·•,:.-]/g, '')
