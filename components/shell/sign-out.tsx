// The way out: a plain form, so that it works before any script does.
export const SignOut = () => (
  <form action="/sign-out" method="post">
    <button type="submit" className="min-h-6 underline decoration-accent underline-offset-3">
      Sign out
    </button>
  </form>
)
