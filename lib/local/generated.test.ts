import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { generated, readGenerated } from './generated'
import { verifierHtml, verifierPolicy } from '@/app/transparency/verify/verifier.generated'

describe('what is made from other sources', () => {
  it.each(generated.map(({ path, make }) => [path, make] as const))(
    'is current: %s',
    async (path, make) => {
      // A comparison of the texts themselves would print hundreds of kilobytes.
      const isCurrent = (await make()) === readGenerated(path)
      expect(isCurrent, `${path} is not current: npm run generate`).toBe(true)
    },
  )
})

describe('the verifier', () => {
  const textsOf = (tag: string) =>
    [...verifierHtml.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))].map(([, text]) => text)
  const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

  it('allows its own script and style, and nothing else', () => {
    const [script = '', ...scripts] = textsOf('script')
    const [style = '', ...styles] = textsOf('style')
    expect([...scripts, ...styles]).toEqual([])
    expect(verifierPolicy).toBe(
      `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`,
    )
    expect(verifierHtml).toContain(
      `http-equiv="Content-Security-Policy" content="${verifierPolicy}"`,
    )
  })

  it('holds no address but the name of the drawing language', () => {
    const addresses = [...verifierHtml.matchAll(/https?:\/\/[^"'`\s)]*/g)].map(([text]) => text)
    expect(new Set(addresses)).toEqual(new Set(['http://www.w3.org/2000/svg']))
    expect(verifierHtml).not.toMatch(/<(link|img|iframe|base)\b|@import|url\(/)
    expect(verifierHtml).not.toMatch(/\b(fetch|XMLHttpRequest|sendBeacon|WebSocket|eval)\(/)
  })

  it('has no attribute with style or script, which its policy would refuse', () => {
    expect(verifierHtml).not.toMatch(/<[^>]+ (style|on[a-z]+)=/)
  })
})
