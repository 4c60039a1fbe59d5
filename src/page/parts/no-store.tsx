import type { JSX } from 'preact'
import { isBusy, mayStart, start } from '../starts.ts'
import { AskForToken } from './ask-for-token.tsx'
import { ChooseFiles } from './choose-files.tsx'
import { Command } from './said.tsx'

/** What stands in the place of every view while there is no store. */
export function NoStore(): JSX.Element {
  return (
    <>
      <h1>No store yet</h1>
      <p>
        Everything here is shown from a store: one file that holds what was imported, and the tables that are built of it. There is none at this path
        yet.
      </p>
      {mayStart() === 'yes' ? <Make /> : mayStart() === 'locked' ? <AskForToken /> : <Commands />}
    </>
  )
}

function Make(): JSX.Element {
  return (
    <>
      <p>
        <button type="button" disabled={isBusy()} onClick={() => void start('demo')}>
          make the demo
        </button>{' '}
        a simulated month in this store, from raw files (kept in <code>backcourt-demo/feeds</code>) to complete tables; it takes about a minute
      </p>
      <ChooseFiles />
    </>
  )
}

function Commands(): JSX.Element {
  return (
    <>
      <p>
        To look around: <Command line="backcourt demo" /> makes a simulated month, and{' '}
        <Command line="backcourt serve --store backcourt-demo/demo.duckdb" /> shows it.
      </p>
      <ChooseFiles />
    </>
  )
}
