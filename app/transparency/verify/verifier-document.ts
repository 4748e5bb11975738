// The HTML around the verifier's script and style: a file that can be kept, opened from disk and read.
import { words } from './verifier-words'

type Parts = { script: string; style: string; policy: string }

/** Pins come in later and are read, never run, so the policy's hashes do not depend on them. */
export const verifierDocument = ({ script, style, policy }: Parts): string =>
  [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${words.title}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<noscript><p>${words.noScript}</p></noscript>`,
    '<script type="application/json" id="pins">null</script>',
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
