import { describe, expect, it } from 'vitest'
import { effectText } from './effect-words'

const widening = { quorumText: '3 approvals from 2 groups', delaySeconds: 259_200 }

describe('effectText', () => {
  it('says that what narrows needs nobody else and no delay', () => {
    expect(effectText(widening, 'narrow')).toBe(
      'It takes effect as soon as you have signed it: nobody else is needed.',
    )
  })

  it('names quorum and delay of what gives rights', () => {
    expect(effectText(widening, 'widen')).toBe(
      'It needs 3 approvals from 2 groups besides your signature, and takes effect 72 h after the proposal at the earliest.',
    )
  })

  it('promises no delay where a pause is lifted', () => {
    expect(effectText(widening, 'resume')).toBe(
      'It needs 3 approvals from 2 groups besides your signature, and can take effect as soon as they are given.',
    )
  })
})
