import { seasonLabel, type DayRange } from '../../calendar.ts'
import { KNOWN_SEASONS, type KnownSeason } from '../../nba/schedule-cover.ts'
import type { Store } from '../../store/store.ts'
import { compileQuery } from '../../table/compile.ts'

/** The year in which the season starts that was asked for, else that of the newest one in which something is built, else of the newest one that is there. */
export async function seasonOrNewest(store: Store, asked: number | undefined): Promise<number | undefined> {
  if (asked !== undefined) return asked
  const [built] = await store.rows<{ season: number | null }>(`
    select max(g.season_year) as season
    from nba_reference.game_states as g
    where g.ended_by is null and g.game_date = (select max(game_date) from nba_processing.unit_states where status in ('done', 'unchanged'))`)
  if (built?.season != null) return built.season
  const seasons = await knownSeasons(store)
  return seasons.at(-1)?.season
}

/** The first and the last game date of a season; undefined where no game of it is known. */
export async function datesOfSeason(store: Store, season: number): Promise<DayRange | undefined> {
  const seasons = await knownSeasons(store)
  return seasons.find(known => known.season === season)
}

function knownSeasons(store: Store): Promise<KnownSeason[]> {
  return store.rows<KnownSeason>(compileQuery(KNOWN_SEASONS, store))
}

/** `2021` as `2021-22`; nothing for nothing. */
export function labelOf(season: number | undefined): string | null {
  return season === undefined ? null : seasonLabel(season)
}
