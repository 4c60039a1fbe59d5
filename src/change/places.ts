import { LISTING } from '../nba/dependencies.ts'
import type { Store } from '../store/store.ts'
import { INPUT_CHANGES } from './input-changes.ts'

/**
 * Writes the temporary tables that reach is computed from:
 * `places`, where each change is: change_id, input (stat line, team totals, inactive list, identity, game), names, season_year, game_date, nba_game_id, team_abbr, opponent, player_lookup,
 * moves (whether it can move a row into another game of its date);
 * `team_days`, every side of every game with how many games the team had played before it;
 * `player_days`, every stored row of the players concerned with how many games he had played before it.
 */
export async function locateChanges(store: Store, changes: Changes): Promise<void> {
  await store.run(`create or replace temp table team_days as ${TEAM_DAYS}`)
  await store.run(`create or replace temp table places as ${placesOf(changes).join('\nunion all\n')}`)
  await store.run(`create or replace temp table player_days as ${PLAYER_DAYS}`)
}

/** Since which import, and in which tables, rows have changed. */
export interface Changes {
  readonly baseline: number
  readonly tables: ReadonlySet<string>
}

const PLAYER_BOXES = ['nba_raw.nbac_player_boxscores', 'nba_raw.bref_player_boxscores']
const TEAM_BOXES = ['nba_raw.nbac_team_boxscore', 'nba_raw.bref_team_boxscores']

/** The queries of places for the tables that have changed rows; one of none when they are of tables without a place. */
function placesOf({ baseline, tables }: Changes): string[] {
  const parts: readonly (readonly [from: readonly string[], query: string])[] = [
    [PLAYER_BOXES, LINES],
    [PLAYER_BOXES, SUMMED_LINES],
    [TEAM_BOXES, changedTeams(baseline)],
    [['nba_raw.bref_inactives'], INACTIVES],
    [['nba_reference.player_identities'], IDENTITIES],
    [['nba_reference.game_states'], GAMES],
  ]
  const queries = parts.filter(([from]) => from.some(table => tables.has(table))).map(([, query]) => query)
  return queries.length > 0 ? queries : [`${GAMES} and false`]
}

export async function dropPlaces(store: Store): Promise<void> {
  await store.run('drop table if exists temp.team_days; drop table if exists temp.places; drop table if exists temp.player_days')
}

const TEAM_DAYS = `
  with seasons_concerned as (
    select * from nba_reference.game_states where ended_by is null and season_year in (
      select g.season_year
      from nba_reference.game_states as g
      left join ${INPUT_CHANGES} as c on c.nba_game_id = g.nba_game_id
      where c.nba_game_id is not null or exists (select 1 from ${INPUT_CHANGES} where table_name = 'nba_reference.player_identities' and kind = 'changed')
    )
  )
  select
    s.*,
    coalesce(sum(case when state = 'final' then 1 else 0 end) over earlier, 0) as played_before,
    lag(game_date) over (partition by team_abbr, season_year order by game_date, nba_game_id) as previous_date,
    lead(opponent) over (partition by team_abbr, season_year order by game_date, nba_game_id) as next_opponent
  from (
    select nba_game_id, season_year, game_date, state, box_teams, home_team as team_abbr, away_team as opponent from seasons_concerned
    union all
    select nba_game_id, season_year, game_date, state, box_teams, away_team, home_team from seasons_concerned
  ) as s
  window earlier as (partition by team_abbr, season_year order by game_date, nba_game_id rows between unbounded preceding and 1 preceding)`

/** Changed rows of raw tables about one person in one game, for every lookup that he has or had. */
function personal(kind: string, { tables, moves }: { readonly tables: string; readonly moves: string }): string {
  return `
  select distinct c.change_id, '${kind}' as input, c.names, d.season_year, d.game_date, d.nba_game_id, d.team_abbr, d.opponent, i.player_lookup, ${moves} as moves
  from ${INPUT_CHANGES} as c
  join nba_reference.player_identities as i
    on i.source = c.source and i.source_player_id = c.source_player_id
  join team_days as d
    on d.nba_game_id = c.nba_game_id and d.team_abbr in (c.team_before, c.team_after)
  where c.table_name in (${tables})`
}

/** Who is listed, and for whom, decides in which game of a date a row stands. */
const LISTING_CHANGED = ['*', ...LISTING].map(name => `c.names like '% ${name} %'`).join(' or ')

const LINES = personal('stat line', { tables: PLAYER_BOXES.map(table => `'${table}'`).join(', '), moves: `(${LISTING_CHANGED})` })
const INACTIVES = personal('inactive list', { tables: `'nba_raw.bref_inactives'`, moves: 'true' })

/** A team that has no row of its own at NBA.com is the sum of its players in some columns. */
const SUMMED_LINES = `
  select l.change_id, 'team totals' as input, ' * ' as names, l.season_year, l.game_date, l.nba_game_id, l.team_abbr, l.opponent, cast(null as varchar) as player_lookup, l.moves
  from (${LINES}) as l
  where not exists (
    select 1
    from nba_raw.nbac_team_boxscore as t
    join team_days as d
      on d.nba_game_id = t.nba_game_id and d.team_abbr = t.team_abbr
    where t.ended_by is null and d.team_abbr = l.team_abbr and d.game_date = l.game_date
  )`

/** The points that a team had in a game, by the best source that told them then: the order in which team totals take them. */
function pointsBy(versions: string): string {
  const best = `${pointsIn("'nba_box_score_v2'")}, ${pointsIn("'nba_league_game_log'")}, max(case when feed not like 'nba%' then points end)`
  return `
    select nba_game_id, team_abbr, coalesce(${best}) as points
    from (
      select nba_game_id, team_abbr, feed, points from nba_raw.nbac_team_boxscore where ${versions}
      union all
      select nba_game_id, team_abbr, feed, points from nba_raw.bref_team_boxscores where ${versions}
    ) as boxes
    where nba_game_id in (select nba_game_id from ${INPUT_CHANGES})
    group by nba_game_id, team_abbr`
}

function pointsIn(feed: string): string {
  return `max(case when feed = ${feed} then points end)`
}

/** Who had won a game before the changes and who has now, as the sign of the margin of each side. */
function marginSigns(versions: string): string {
  const points = pointsBy(versions)
  return `
    select own.nba_game_id, own.team_abbr, sign(own.points - opp.points) as sign
    from (${points}) as own
    join (${points}) as opp
      on opp.nba_game_id = own.nba_game_id and opp.team_abbr <> own.team_abbr`
}

/** Changed team totals; `winner` joins the names when the points turn the result, or when a result is not known. */
function changedTeams(baseline: number): string {
  return `
  select
    c.change_id,
    'team totals' as input,
    c.names || case when c.names like '% points %' and coalesce(b.sign <> n.sign, true) then 'winner ' else '' end as names,
    d.season_year,
    d.game_date,
    d.nba_game_id,
    d.team_abbr,
    d.opponent,
    cast(null as varchar) as player_lookup,
    false as moves
  from ${INPUT_CHANGES} as c
  join team_days as d
    on d.nba_game_id = c.nba_game_id and d.team_abbr in (c.team_before, c.team_after)
  left join (${marginSigns(`import_number <= ${baseline} and (ended_by is null or ended_by > ${baseline})`)}) as b
    on b.nba_game_id = d.nba_game_id and b.team_abbr = d.team_abbr
  left join (${marginSigns('ended_by is null')}) as n
    on n.nba_game_id = d.nba_game_id and n.team_abbr = d.team_abbr
  where c.table_name in (${TEAM_BOXES.map(table => `'${table}'`).join(', ')})`
}

/** A person whose identity changes is changed wherever any raw row names him. New and vanished identities come with rows that tell by themselves. */
const IDENTITIES = `
  select distinct c.change_id, 'identity' as input, c.names, d.season_year, d.game_date, d.nba_game_id, d.team_abbr, d.opponent, i.player_lookup, true as moves
  from ${INPUT_CHANGES} as c
  join (
    select 'nba' as source, cast(nba_player_id as varchar) as source_player_id, nba_game_id, team_abbr from nba_raw.nbac_player_boxscores
    union all
    select 'bref', bref_player_id, nba_game_id, team_abbr from nba_raw.bref_player_boxscores
    union all
    select 'bref', bref_player_id, nba_game_id, team_abbr from nba_raw.bref_inactives
  ) as r
    on r.source = c.source and r.source_player_id = c.source_player_id
  join nba_reference.player_identities as i
    on i.source = c.source and i.source_player_id = c.source_player_id
  join team_days as d
    on d.nba_game_id = r.nba_game_id and d.team_abbr = r.team_abbr
  where c.table_name = 'nba_reference.player_identities' and c.kind = 'changed'`

/** Both the day that a game had and the day that it has. */
const GAMES = `
  select distinct c.change_id, 'game' as input, c.names, s.season_year, d.game_date, c.nba_game_id, cast(null as varchar) as team_abbr, cast(null as varchar) as opponent, cast(null as varchar) as player_lookup, true as moves
  from ${INPUT_CHANGES} as c
  join nba_reference.game_states as s
    on s.nba_game_id = c.nba_game_id
  join (
    select change_id, date_before as game_date from ${INPUT_CHANGES} where date_before is not null
    union all
    select change_id, date_after from ${INPUT_CHANGES} where date_after is not null
  ) as d
    on d.change_id = c.change_id
  where c.table_name = 'nba_reference.game_states'`

const PLAYER_DAYS = `
  select
    u.player_lookup,
    u.season_year,
    u.game_date,
    u.nba_game_id,
    u.team_abbr,
    p.game_date is not null as played,
    coalesce(sum(case when p.game_date is null then 0 else 1 end) over (
      partition by u.player_lookup, u.season_year order by u.game_date rows between unbounded preceding and 1 preceding
    ), 0) as played_before
  from nba_analytics.upcoming_player_game_context as u
  left join nba_analytics.player_game_summary as p
    on p.game_date = u.game_date and p.player_lookup = u.player_lookup
  where u.player_lookup in (
    select player_lookup from places
    union
    select s.player_lookup
    from nba_analytics.upcoming_player_game_context as s
    join places as t
      on t.input = 'team totals' and t.game_date = s.game_date and t.team_abbr = s.team_abbr
  )`
