// What the verifier's file runs when it is opened.
import { mountPage } from './verifier-page'
import { readPins } from './verifier-pins'

mountPage(readPins(document.getElementById('pins')?.textContent ?? 'null'))
