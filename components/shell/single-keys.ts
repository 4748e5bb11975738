// Where this browser keeps whether single keys act; they must be possible to switch off.
export const SINGLE_KEYS = { key: 'ballast-single-keys', choices: ['on', 'off'] } as const
