import { LISTING } from '../nba/dependencies.ts'
import { gameLineSources } from '../nba/facts/game-lines.ts'
import { pointsLineSources } from '../nba/facts/points-lines.ts'
import { allToldIn } from '../nba/facts/team-totals.ts'
import { feedRank } from '../nba/feeds.ts'
import { gameStates } from '../nba/game-states.ts'
import { playerEventFacts } from '../nba/player-event-facts.ts'
import { playerIdentities } from '../nba/player-identities.ts'
import { sourcesOf } from '../nba/sources/index.ts'
import { teamEventFacts } from '../nba/team-event-facts.ts'
import { firstKnown, literal } from '../sql/operations.ts'
import { join, raw, sql, type Sql } from '../sql/sql.ts'
import { currentRows, qualifiedName, versionsOf, type Fact, type Source } from '../table/source.ts'
import { HANGS_ON_NOTHING } from './days.ts'
import { isOf } from './input-changes.ts'
import { NO_LOOK, NOBODY, notBehind, type Locating } from './locating.ts'
import { atGames, fromDays } from './places-of-reports.ts'
import { changedIdentities, changedNamesakes } from './places-of-people.ts'
import { changedAliases, changedGameLines, changedPointsLines } from './places-of-lines.ts'

/** The queries of places for the tables that have changed rows. */
export function placesOf(from: Locating, tables: ReadonlySet<string>): Sql[] {
  const parts: readonly (readonly [sources: readonly Source[], query: () => Sql])[] = [
    [sourcesOf('stat line'), () => changedLines(from)],
    [sourcesOf('stat line'), () => summedLines(from)],
    [sourcesOf('team totals'), () => changedTeams(from)],
    [sourcesOf('inactive list'), () => personal(from, { fact: 'inactive list', moves: sql`true` })],
    [gameLineSources, () => changedGameLines(from)],
    [pointsLineSources, () => changedPointsLines(from)],
    [sourcesOf('alias'), () => changedAliases(from)],
    [[playerEventFacts], () => personal(from, { fact: 'player events', told: [playerEventFacts], moves: sql`false` })],
    [[teamEventFacts], () => changedTeamEvents(from)],
    [sourcesOf('assignment'), () => atGames(from, 'assignment')],
    [sourcesOf('injury report'), () => atGames(from, 'injury report')],
    [sourcesOf('injury'), () => fromDays(from, 'injury', 'injured_on')],
    [sourcesOf('roster'), () => fromDays(from, 'roster', 'roster_date')],
    [[playerIdentities], () => changedIdentities(from)],
    [[playerIdentities], () => changedNamesakes(from)],
    [[gameStates], () => changedGames(from)],
  ]
  return parts.filter(([sources]) => sources.some(source => tables.has(qualifiedName(source)))).map(([, query]) => query())
}

/** What people and teams did in a game reaches no date before it. */
interface PersonalChanges {
  readonly fact: Fact
  /** The tables that tell it; those of raw rows when left out. */
  readonly told?: readonly Source[]
  readonly moves: Sql
}

/** Changed rows about one person in one game, for every lookup that he has or had. */
function personal(from: Locating, { fact, told = sourcesOf(fact), moves }: PersonalChanges): Sql {
  return sql`
  select distinct c.change_id, ${literal(fact)} as input, c.names, d.season_year, d.game_date, d.nba_game_id, d.team_abbr, d.opponent, i.player_lookup, ${moves} as moves, ${NO_LOOK}
  from ${from.changes} as c
  join ${versionsOf(playerIdentities)} as i
    on i.source = c.source and i.source_player_id = c.source_player_id
  join ${from.teamDays} as d
    on d.nba_game_id = c.nba_game_id and d.team_abbr in (c.team_before, c.team_after)
  where ${isOf('c', told)} and ${notBehind(from)}`
}

/** Who is listed, and for whom, decides in which game of a date a row stands. */
const LISTING_CHANGED: Sql = sql`(${raw(['*', ...LISTING].map(name => `c.names like '% ${name} %'`).join(' or '))})`

function changedLines(from: Locating): Sql {
  return personal(from, { fact: 'stat line', moves: LISTING_CHANGED })
}

function summedLines(from: Locating): Sql {
  return sql`
  select l.change_id, 'team totals' as input, ' * ' as names, l.season_year, l.game_date, l.nba_game_id, l.team_abbr, l.opponent, ${NOBODY}, l.moves, ${NO_LOOK}
  from (${changedLines(from)}) as l
  where not exists (
    select 1
    from (${allToldIn(currentRows)}) as t
    join ${from.teamDays} as d
      on d.nba_game_id = t.nba_game_id and d.team_abbr = t.team_abbr
    where d.team_abbr = l.team_abbr and d.game_date = l.game_date
  )`
}

/** The points that a team had in a game, of the best feed that told them then, as team totals take them. */
function pointsBy({ changes }: Locating, versions: Sql): Sql {
  const told = sourcesOf('team totals').map(source => sql`select nba_game_id, team_abbr, feed, points from ${versionsOf(source)} where ${versions}`)
  return sql`
    select nba_game_id, team_abbr, ${firstKnown(sql`points`, sql`1000 * ${feedRank('feed')} - points`)} as points
    from (${join(told, '\n      union all\n      ')}) as boxes
    where nba_game_id in (select nba_game_id from ${changes})
    group by nba_game_id, team_abbr`
}

/** Who had won a game by some versions, as the sign of the margin of each side. */
function marginSigns(from: Locating, versions: Sql): Sql {
  const points = pointsBy(from, versions)
  return sql`
    select own.nba_game_id, own.team_abbr, sign(own.points - opp.points) as sign
    from (${points}) as own
    join (${points}) as opp
      on opp.nba_game_id = own.nba_game_id and opp.team_abbr <> own.team_abbr`
}

/** Changed team totals; `winner` joins the names when the points turn the result, or when a result is not known. */
function changedTeams(from: Locating): Sql {
  return sql`
  select
    c.change_id,
    'team totals' as input,
    c.names || case when c.names like '% points %' and coalesce(b.sign <> n.sign, true) then 'winner ' else '' end as names,
    d.season_year,
    d.game_date,
    d.nba_game_id,
    d.team_abbr,
    d.opponent,
    ${NOBODY},
    false as moves,
    ${NO_LOOK}
  from ${from.changes} as c
  join ${from.teamDays} as d
    on d.nba_game_id = c.nba_game_id and d.team_abbr in (c.team_before, c.team_after)
  left join (${marginSigns(from, sql`import_number <= ${from.baseline} and (ended_by is null or ended_by > ${from.baseline})`)}) as b
    on b.nba_game_id = d.nba_game_id and b.team_abbr = d.team_abbr
  left join (${marginSigns(from, sql`ended_by is null`)}) as n
    on n.nba_game_id = d.nba_game_id and n.team_abbr = d.team_abbr
  where ${isOf('c', sourcesOf('team totals'))} and ${notBehind(from)}`
}

/** What events tell of a team says of all its players what they tell nothing of. */
function changedTeamEvents(from: Locating): Sql {
  return sql`
  select c.change_id, 'team events' as input, c.names, d.season_year, d.game_date, d.nba_game_id, d.team_abbr, d.opponent, ${NOBODY}, false as moves, ${NO_LOOK}
  from ${from.changes} as c
  join ${from.teamDays} as d
    on d.nba_game_id = c.nba_game_id and d.team_abbr in (c.team_before, c.team_after)
  where ${isOf('c', [teamEventFacts])} and ${notBehind(from)}`
}

/** The raw rows behind a changed game: its fixtures, else its pages, else its box scores. None when another game changes its state. */
function gameTellers({ changes }: Locating): Sql {
  return sql`
  select g.change_id, told.change_id as told_by
  from ${changes} as g
  join ${changes} as told
    on told.nba_game_id = g.nba_game_id and told.table_name <> g.table_name
  where ${isOf('g', [gameStates])}
  qualify dense_rank() over (
    partition by g.change_id
    order by case when ${isOf('told', sourcesOf('fixture'))} then 1 when ${isOf('told', sourcesOf('game page'))} then 2 else 3 end
  ) = 1`
}

/** Which day its group stage ends decides from when on knock-out games of the Cup are certain: a change of one of its games stands where it begins, too. */
function firstDaysOfCup({ changes }: Locating): Sql {
  const states = versionsOf(gameStates)
  return sql`
    select c.change_id, c.nba_game_id, min(g.game_date)
    from ${changes} as c
    join ${states} as s
      on s.nba_game_id = c.nba_game_id and s.cup_stage is not null
    join ${states} as g
      on g.season_year = s.season_year and g.cup_stage is not null
    where ${isOf('c', [gameStates])}
    group by c.change_id, c.nba_game_id`
}

/** The day that a game had, the day that it has, and of a game of the Cup the first day of it. */
function daysOfGames(from: Locating): Sql {
  const { changes } = from
  return sql`
    select c.change_id, c.nba_game_id, c.date_before as game_date from ${changes} as c where c.date_before is not null and ${isOf('c', [gameStates])}
    union all
    select c.change_id, c.nba_game_id, c.date_after from ${changes} as c where c.date_after is not null and ${isOf('c', [gameStates])}
    union all
    ${firstDaysOfCup(from)}`
}

/**
 * The first date whose rows may tell of a game as the next one: a team that it had or has played before, and between the two only games that hang on results.
 * A game that does so itself is the next one for the game just before.
 */
function looksAtGames(from: Locating): Sql {
  const states = versionsOf(gameStates)
  return sql`
    select change_id, game_date, min(looks_from) as looks_from
    from (
      select d.change_id, d.game_date, s.team_abbr, s.fixed, max(t.game_date) as looks_from
      from (${daysOfGames(from)}) as d
      join (
        select nba_game_id, season_year, home_team as team_abbr, ${HANGS_ON_NOTHING} as fixed from ${states}
        union all
        select nba_game_id, season_year, away_team, ${HANGS_ON_NOTHING} from ${states}
      ) as s
        on s.nba_game_id = d.nba_game_id
      join ${from.teamDays} as t
        on t.team_abbr = s.team_abbr and t.season_year = s.season_year and t.game_date < d.game_date and (t.fixed or not s.fixed)
      group by d.change_id, d.game_date, s.team_abbr, s.fixed
    ) as looks
    group by change_id, game_date`
}

/** Where changed games are. */
function changedGames(from: Locating): Sql {
  const { changes, asked } = from
  return sql`
  select distinct
    coalesce(t.told_by, c.change_id) as change_id,
    'game' as input,
    c.names,
    s.season_year,
    d.game_date,
    c.nba_game_id,
    cast(null as string) as team_abbr,
    cast(null as string) as opponent,
    ${NOBODY},
    true as moves,
    l.looks_from
  from ${changes} as c
  join ${versionsOf(gameStates)} as s
    on s.nba_game_id = c.nba_game_id
  join (${daysOfGames(from)}) as d
    on d.change_id = c.change_id
  left join (${looksAtGames(from)}) as l
    on l.change_id = d.change_id and l.game_date = d.game_date
  left join (${gameTellers(from)}) as t
    on t.change_id = c.change_id
  where ${isOf('c', [gameStates])} and s.season_year in (select season_year from ${asked})`
}
