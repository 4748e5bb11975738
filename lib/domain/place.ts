// Where a signature is valid.

/** Signed everywhere, so that no signature can be replayed elsewhere. */
export type Place = { env: string; origin: string; rpId: string; logOrigin: string }

/** The place of a venue: the console's and the public site's origins, and where its log is served. */
export const placeOf = (venue: {
  env: string
  consoleOrigin: string
  publicOrigin: string
}): Place => ({
  env: venue.env,
  origin: venue.consoleOrigin,
  rpId: new URL(venue.consoleOrigin).hostname,
  logOrigin: `${new URL(venue.publicOrigin).host}/log`,
})
