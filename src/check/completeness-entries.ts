/** Which of the chosen windows are told. */
export interface SomeWindows {
  /** A condition on the window `c` and who `n` it is of. */
  readonly where?: string
  readonly limit?: number
}

const NAMED = 3

/** What fills a gap, in words: the games to import, and the command that builds the dates. */
function repair(games: string, unbuilt: string): string {
  const more = `case when len(${games}) > ${NAMED} then ' and ' || (len(${games}) - ${NAMED}) || ' more' else '' end`
  const imported = `case when len(${games}) > 0 then 'import the box score of ' || array_to_string(${games}[1:${NAMED}], ', ') || ${more} end`
  const built = `case when len(${unbuilt}) > 0 then 'backcourt backfill --start-date ' || ${unbuilt}[1] || ' --end-date ' || ${unbuilt}[-1] end`
  return `nullif(concat_ws('; ', ${imported}, ${built}), '')`
}

const MISSING_DAY = 'cast(m.missing_date as varchar)'

/** Dates or games of a window in order, each once. */
function listOf(value: string, status: string): string {
  return `coalesce(list(distinct ${value} order by ${value}) filter (where m.nba_game_id is not null${status}), [])`
}

const GAMES = '(select distinct nba_game_id, game_id from temp.completeness_sides)'

/** Windows with what they miss and what fills that, in order. */
function told({ where, limit }: SomeWindows): string {
  return `
    with chosen as (
      select c.*, n.entity, n.kind
      from temp.completeness_chosen as c
      join temp.completeness_names as n using (who)
      ${where === undefined ? '' : `where ${where}`}
      ${limit === undefined ? '' : `order by c.game_date, n.entity, c.place limit ${limit}`}
    ),
    lacking as (
      select c.kind, c.entity, c.season_year, c.game_date, c.place, c."window", cast(c.expected as bigint) as expected,
        cast(c.expected - c.missing as bigint) as known, case when c.expected > 0 then (c.expected - c.missing) / c.expected end as share, c.state, c."class",
        ${listOf(MISSING_DAY, '')} as missing,
        ${listOf('g.game_id', ` and m.status = 'no facts'`)} as games,
        ${listOf(MISSING_DAY, ` and m.status = 'no row'`)} as unbuilt
      from chosen as c
      left join temp.completeness_missing as m
        on m.who = c.who and m.game_date = c.game_date and m.window_place = c.place
      left join ${GAMES} as g
        on g.nba_game_id = m.nba_game_id
      group by c.kind, c.entity, c.season_year, c.game_date, c.place, c."window", c.expected, c.missing, c.state, c."class"
    ),
    told as (
      select *, case when state = 'unknown' then 'import a schedule that covers the season' else ${repair('games', 'unbuilt')} end as repair from lacking
    )`
}

/** The windows as documents tell them. */
export function windowEntries(some: SomeWindows): string {
  return `${told(some)}
    select entity, cast(game_date as varchar) as date, "window", expected, known, share, state, "class", missing, repair
    from told
    order by game_date, entity, place`
}

/** The windows as rows of a table. */
export function windowTable(): string {
  return `${told({})}
    select kind, entity, season_year, game_date, "window", expected, known, share, state, "class", array_to_string(missing, ', ') as missing_dates, repair
    from told
    order by game_date, kind, entity, place`
}

/** The games behind the gaps of the chosen windows, those that most windows miss first. */
export function gapGames(limit: number): string {
  return `
    select game, date, teams, status, windows, ${repair(`case when status = 'no facts' then [game] else [] end`, `case when status = 'no row' then [date] else [] end`)} as repair
    from (
      select g.game_id as game, cast(m.missing_date as varchar) as date, list(distinct m.team order by m.team) as teams, m.status, count(*) as windows
      from temp.completeness_missing as m
      join ${GAMES} as g
        on g.nba_game_id = m.nba_game_id
      group by g.game_id, m.missing_date, m.status
    ) as missed
    order by windows desc, game
    limit ${limit}`
}
