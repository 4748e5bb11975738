import { describe, expect, it } from 'vitest'
import { readPins, withPins } from './verifier-pins'
import { verifierHtml } from './verifier.generated'

const pins = {
  origin: 'example.com/log',
  keys: ['example.com/log+00000000+AAAA'],
  retired: [{ vkey: 'example.com/log+11111111+AAAA', size: 7 }],
  env: 'test',
  venue: 'A $& </script><b> venue',
  site: 'https://example.com',
}
const ELEMENT = /<script type="application\/json" id="pins">(.*?)<\/script>/

describe('pins', () => {
  it('come back as they were put in, whatever the name of the venue', () => {
    const [, json = ''] = ELEMENT.exec(withPins(verifierHtml, pins)) ?? []
    expect(readPins(json)).toEqual(pins)
  })

  it('change nothing else in the file', () => {
    const whole = withPins(verifierHtml, pins)
    expect(whole.replace(ELEMENT, '')).toBe(verifierHtml.replace(ELEMENT, ''))
  })

  it('are none in the file as it is made', () => {
    const [, json = ''] = ELEMENT.exec(verifierHtml) ?? []
    expect(readPins(json)).toBeNull()
  })

  it('are none without a key, or with a retired one of no size', () => {
    expect(readPins(JSON.stringify({ ...pins, keys: [] }))).toBeNull()
    expect(readPins(JSON.stringify({ ...pins, origin: 7 }))).toBeNull()
    expect(readPins(JSON.stringify({ ...pins, retired: undefined }))).toBeNull()
    expect(readPins(JSON.stringify({ ...pins, retired: [{ vkey: 'x', size: '7' }] }))).toBeNull()
  })
})
