// Faults carry their message, and quoted text cannot forge a line.
import { describe, expect, it } from 'vitest'
import { assert, Fault, quoted } from './assert'

describe('assert', () => {
  const expectLeft = (left: number): void => assert(left > 0, `expected some left, got ${left}`)

  it('throws a Fault with the expectation as its message', () => {
    expect(() => expectLeft(0)).toThrow(Fault)
    expect(() => expectLeft(0)).toThrow('expected some left, got 0')
  })

  it('lets a fulfilled expectation pass', () => {
    expect(() => expectLeft(1)).not.toThrow()
  })
})

describe('quoted', () => {
  it('calls empty text nothing', () => {
    expect(quoted('')).toBe('nothing')
  })

  it('escapes control and direction characters', () => {
    expect(quoted('a\nb\u202ec')).toBe('“a\\u{a}b\\u{202e}c”')
  })

  it('shortens what nobody would read', () => {
    expect(quoted('x'.repeat(200))).toBe(`“${'x'.repeat(60)}…”`)
  })
})
