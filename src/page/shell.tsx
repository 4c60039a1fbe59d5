import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import { storeMissing } from './document.ts'
import { count, counted, duration } from './format.ts'
import { connected, live } from './live.ts'
import { NoStore } from './parts/no-store.tsx'
import { StartedHere } from './parts/started.tsx'
import { route } from './router.ts'
import { Search } from './search.tsx'
import { NAVIGATION, viewNamed } from './views/index.ts'

/** Everything that is on the page: its head, the view, and who writes into the store. */
export function Shell(): JSX.Element {
  const { view } = route.value
  const { title, View } = viewNamed(view)
  useEffect(() => {
    document.title = `${title} – Backcourt`
  }, [title])
  return (
    <>
      <a class="skip" href="#main">
        to the content
      </a>
      <header class="head">
        <a class="brand" href="/calendar">
          <img src="/icon.svg" alt="" width={22} height={22} /> Backcourt
        </a>
        <nav aria-label="views">
          {NAVIGATION.map(({ name, title: label }) => (
            <a key={name} href={`/${name}`} aria-current={view === name ? 'page' : undefined}>
              {label}
            </a>
          ))}
        </nav>
        <Search />
      </header>
      <Happening />
      <StartedHere />
      <main id="main" tabIndex={-1}>
        {storeMissing.value ? <NoStore /> : <View route={route.value} />}
      </main>
    </>
  )
}

/** A line about what goes on: a run, a writer, a server that is away. */
function Happening(): JSX.Element {
  return (
    <div role="status" class="happening">
      {connected.value ? <Writing /> : <p class="note">the server does not answer: start it again with backcourt serve</p>}
    </div>
  )
}

function Writing(): JSX.Element | null {
  const { running, files, writer } = live.value ?? {}
  if (writer == null) return null
  const planned = running?.units_planned ?? null
  return (
    <p class="note">
      {writer} writes: you see the last whole state of the store.{' '}
      {files == null ? null : (
        <>
          <progress value={files.done} max={Math.max(1, files.known)} aria-label="files done" /> {count(files.done)} of {counted(files.known, 'file')}
        </>
      )}
      {running == null || planned === null ? null : (
        <>
          <progress value={running.units_done} max={Math.max(1, planned)} aria-label="units done" /> {count(running.units_done)} of {count(planned)}{' '}
          units
          {running.eta_ms === null ? '' : `, ${duration(running.eta_ms)} left`}
        </>
      )}
    </p>
  )
}
