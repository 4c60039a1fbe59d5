import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import type { CompletenessMembers } from '../../cli/documents.ts'
import type { NightMembers, TonightMembers } from '../../serve/documents.ts'
import { useDocument } from '../document.ts'
import { counted, weekday } from '../format.ts'
import { Fetched } from '../parts/said.tsx'
import { Steps } from '../parts/steps.tsx'
import { withGiven, type Route } from '../route.ts'
import { go, replace } from '../router.ts'
import { Score } from './score.tsx'
import { Compared } from './tonight-compared.tsx'
import { Out, Players } from './tonight-sides.tsx'

/** Any night, as it was known before its tips: both teams side by side, and their players. */
export function TonightView({ route: { rest } }: { readonly route: Route }): JSX.Element {
  const [date] = rest
  return (
    <>
      <h1>{date === undefined ? 'Tonight' : `${weekday(date)} ${date}, before the tips`}</h1>
      {date === undefined ? <Newest /> : <Night date={date} />}
    </>
  )
}

/** Without a date: the first one that is still to be played, else the last one that is built. */
function Newest(): JSX.Element {
  const night = useDocument<NightMembers>('/api/night')
  const date = night.document?.date ?? undefined
  useEffect(() => {
    if (date !== undefined) replace(`/tonight/${date}`)
  }, [date])
  return (
    <Fetched from={night} what="the calendar">
      {() => (
        <p class="nothing">
          The store knows no games yet. Import a schedule: <code>backcourt import PATH…</code>
        </p>
      )}
    </Fetched>
  )
}

function Night({ date }: { readonly date: string }): JSX.Element {
  const night = useDocument<TonightMembers>(withGiven('/api/tonight', { date }))
  const windows = useDocument<CompletenessMembers>(night.document === undefined ? undefined : withGiven('/api/completeness', { date }))
  const { previous = null, next = null } = night.document ?? {}
  useBrackets(previous, next)
  return (
    <Fetched from={night} what="the night">
      {document => (
        <>
          <Steps
            name="game dates beside"
            steps={[previous, next].flatMap((day, index) =>
              day === null ? [] : [{ label: index === 0 ? `← ${day}` : `${day} →`, address: `/tonight/${day}`, current: false }],
            )}
          />
          <Games games={document.games} date={date} />
          {document.games.map(game => (
            <section key={game.nba_game_id} id={game.game_id} class="panel" aria-label={`${game.away} at ${game.home}`}>
              <h2>
                <Score game={game} />
              </h2>
              <div class="night">
                <Compared sides={game.sides} date={date} windows={windows} />
                <Out sides={game.sides} played={game.state === 'final'} />
              </div>
              <Players sides={game.sides} date={date} />
            </section>
          ))}
        </>
      )}
    </Fetched>
  )
}

/** The games of the night, each leading to its place below. */
function Games({ games, date }: { readonly games: TonightMembers['games']; readonly date: string }): JSX.Element {
  if (games.length === 0) return <p class="nothing">No games on {date}.</p>
  return (
    <nav class="steps" aria-label={counted(games.length, 'game')}>
      {games.map(({ game_id, away, home }) => (
        <a key={game_id} href={`#${game_id}`}>
          {away} at {home}
        </a>
      ))}
    </nav>
  )
}

/** `[` and `]` go to the game date before and after. */
function useBrackets(previous: string | null, next: string | null): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const writing = event.target instanceof HTMLElement && /^(?:INPUT|TEXTAREA)$/.test(event.target.tagName)
      const date = event.key === '[' ? previous : event.key === ']' ? next : null
      if (!writing && date !== null) go(`/tonight/${date}`)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [previous, next])
}
