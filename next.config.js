// How Next builds the console: one server build that runs on Node and, through OpenNext, in workerd.
/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The check command runs types and lint itself, once, over the whole tree.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  allowedDevOrigins: ['public.localhost'],
}

export default config
