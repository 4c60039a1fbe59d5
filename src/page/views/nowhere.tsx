import type { JSX } from 'preact'

/** What is shown for an address that leads nowhere. */
export function NowhereView(): JSX.Element {
  return (
    <>
      <h1>Nothing here</h1>
      <p>
        No view has this address. <a href="/calendar">The calendar</a> is a place to start, and <kbd>/</kbd> searches.
      </p>
    </>
  )
}
