// One destination of the masthead: its letter goes there after "g", its count says how many things wait.
export type NavEntry = { href: string; label: string; key: string; waiting?: number }
