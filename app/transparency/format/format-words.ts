// What the page around the format document says.
export const words = {
  title: 'The format: trees, statements, log',
  contents: 'On this page',
  download: 'Download as Markdown',
  verifier: {
    title: 'The verifier',
    text: 'The verifier is one HTML file. As it is served here, with the keys of our log in it, its SHA-256 is',
    save: 'Save the verifier',
    open: 'Open the verifier',
    compare:
      'Compare the digest with the one of the file that you saved, and with what somebody else has. Where keys of the log change, the file changes with them.',
  },
}
