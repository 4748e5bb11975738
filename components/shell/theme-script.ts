// The text of the inline script that sets the chosen theme before the first paint; the layout gives it its nonce.
export const THEME_STORAGE_KEY = 'ballast-theme'

// Radix injects one style element while a dialog is open and looks for its nonce under __webpack_nonce__.
export const themeScript = `(function(){var s=document.currentScript;if(s&&s.nonce)window.__webpack_nonce__=s.nonce;try{var t=localStorage.getItem('${THEME_STORAGE_KEY}');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch(e){}})()`
