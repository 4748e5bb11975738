// Hands the one stylesheet, app/globals.css, to Tailwind.
export default { plugins: { '@tailwindcss/postcss': {} } }
