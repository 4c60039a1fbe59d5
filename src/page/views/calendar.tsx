import type { JSX } from 'preact'
import type { CoverageMembers } from '../../cli/documents.ts'
import type { CalendarMembers } from '../../serve/documents.ts'
import { useDocument } from '../document.ts'
import { counted, short } from '../format.ts'
import { Nearby } from '../parts/nearby.tsx'
import { ChooseFiles } from '../parts/choose-files.tsx'
import { Fetched } from '../parts/said.tsx'
import { Legend } from '../parts/status-sign.tsx'
import { Steps } from '../parts/steps.tsx'
import { withGiven, type Route } from '../route.ts'
import { stateOf, STATES, type CellState } from '../status.ts'
import { Day } from './calendar-day.tsx'
import { Months } from './calendar-grid.tsx'

/** All seasons below each other. */
const ALL = 'all'

/** A season: a row per table, a cell per game date; a cell leads to its date. */
export function CalendarView({ route: { given } }: { readonly route: Route }): JSX.Element {
  const all = given['season'] === ALL
  const calendar = useDocument<CalendarMembers>(
    withGiven('/api/calendar', { season: all ? undefined : given['season'], date: given['season'] === undefined ? given['date'] : undefined }),
  )
  return (
    <>
      <h1>Calendar</h1>
      <Fetched from={calendar} what="the calendar">
        {document =>
          document.season === null ? <NoGames /> : all ? <Seasons calendar={document} /> : <Season calendar={document} date={given['date']} />
        }
      </Fetched>
    </>
  )
}

function NoGames(): JSX.Element {
  return (
    <>
      <p class="nothing">The store knows no games yet: a schedule or game logs tell them.</p>
      <ChooseFiles />
    </>
  )
}

function SeasonSteps({ seasons, season }: { readonly seasons: CalendarMembers['seasons']; readonly season: string | null }): JSX.Element {
  const steps = seasons.map(entry => ({
    label: entry.season,
    address: withGiven('/calendar', { season: entry.season }),
    current: entry.season === season,
  }))
  const all = { label: 'all seasons', address: withGiven('/calendar', { season: ALL }), current: season === ALL }
  return <Steps name="seasons" steps={seasons.length > 1 ? [...steps, all] : steps} />
}

function Season({ calendar, date }: { readonly calendar: CalendarMembers; readonly date: string | undefined }): JSX.Element {
  const { seasons, season, dates } = calendar
  const compared = useDocument<CoverageMembers>(withGiven('/api/coverage', { season, by: 'date' }))
  const { states, counts } = statesOf(calendar, compared.document)
  const games = dates.reduce((sum, day) => sum + day.games, 0)
  return (
    <>
      <SeasonSteps seasons={seasons} season={season} />
      {dates.length === 0 ? (
        <p class="nothing">No game of {season} is known.</p>
      ) : (
        <p>
          {counted(games, 'game')} on {counted(dates.length, 'date')}
        </p>
      )}
      {compared.loading && compared.document === undefined ? <p class="quiet">comparing with schedule and box scores …</p> : null}
      <Legend counts={counts} />
      <Initials tables={calendar.tables} />
      {date === undefined ? null : <Day date={date} compared={compared.document?.groups?.filter(({ group }) => group === date)} />}
      <Months calendar={calendar} states={states} date={date} />
    </>
  )
}

/** What the rows of a month stand for. */
function Initials({ tables }: Pick<CalendarMembers, 'tables'>): JSX.Element {
  return (
    <ul class="legend" aria-label="what the rows stand for">
      {tables.map(({ table, initials }) => (
        <li key={table}>
          {initials} <a href={withGiven('/definitions', { table })}>{short(table)}</a>
        </li>
      ))}
    </ul>
  )
}

/** The state of each cell, by table and place, and how many cells are in each state. */
function statesOf({ tables, dates }: CalendarMembers, compared: CoverageMembers | undefined) {
  const groups = new Map(compared?.groups?.map(({ table, group, state }) => [`${table} ${group}`, state]))
  const states = tables.map(({ table, cells }) =>
    cells.map(({ status }, place) => stateOf(status, groups.get(`${table} ${dates[place]?.date ?? ''}`))),
  )
  const counts = Object.fromEntries(Object.keys(STATES).map(name => [name, 0])) as Record<CellState, number>
  for (const state of states.flat()) counts[state] += 1
  return { states, counts }
}

/** Height in pixels of what is not drawn yet: months of one season. */
const SEASON_HEIGHT = 700

function Seasons({ calendar }: { readonly calendar: CalendarMembers }): JSX.Element {
  const { seasons, tables, season: newest } = calendar
  return (
    <>
      <SeasonSteps seasons={seasons} season={ALL} />
      <Legend counts={undefined} />
      <Initials tables={tables} />
      {seasons.toReversed().map(({ season }) => (
        <section key={season} aria-label={`season ${season}`}>
          <h2>
            <a href={withGiven('/calendar', { season })}>{season}</a>
          </h2>
          <Nearby class="season" height={SEASON_HEIGHT}>
            {() => (season === newest ? <OfAll calendar={calendar} /> : <OneOfAll season={season} />)}
          </Nearby>
        </section>
      ))}
    </>
  )
}

/** A season of a long page; its keys are compared where it is opened by itself. */
function OneOfAll({ season }: { readonly season: string }): JSX.Element {
  const calendar = useDocument<CalendarMembers>(withGiven('/api/calendar', { season }))
  return (
    <Fetched from={calendar} what="the season">
      {document => <OfAll calendar={document} />}
    </Fetched>
  )
}

function OfAll({ calendar }: { readonly calendar: CalendarMembers }): JSX.Element {
  return <Months calendar={calendar} states={statesOf(calendar, undefined).states} date={undefined} apart />
}
