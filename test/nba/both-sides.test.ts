import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LEAGUE, smallLeague } from '../season/small-league.ts'
import type { SmallSeason } from '../season/small-season.ts'

let season: SmallSeason

/** Number of pairs of rows for which a condition does not hold, beside the number of pairs. */
async function exceptions(from: string, condition: string): Promise<unknown> {
  const [row] = await season.store.rows(`select count(*) as pairs, count(*) filter (not coalesce(${condition}, false)) as exceptions from ${from}`)
  return row
}

let sides: number

beforeAll(async () => {
  season = await smallLeague()
  await season.build({ first: LEAGUE.firstDay, last: LEAGUE.lastScheduled })
  const [row] = await season.store.rows<{ sides: number }>('select count(*) as sides from nba_analytics.team_offense_game_summary')
  sides = row?.sides ?? 0
})
afterAll(() => season.close())

describe('the two sides of a game', () => {
  const mirrored = `nba_analytics.team_offense_game_summary as o join nba_analytics.team_defense_game_summary as d
    on d.nba_game_id = o.nba_game_id and d.defending_team_abbr = o.opponent_team_abbr`
  const opposed = `nba_analytics.team_offense_game_summary as a join nba_analytics.team_offense_game_summary as b
    on b.nba_game_id = a.nba_game_id and b.team_abbr = a.opponent_team_abbr`

  it('are two rows in each team table', async () => {
    const tables = ['team_offense_game_summary', 'team_defense_game_summary', 'upcoming_team_game_context']
    expect(sides).toBeGreaterThan(100)
    for (const table of tables) {
      expect(
        await season.store.rows(`select distinct rows, homes from (
        select count(*) as rows, count(*) filter (home_game) as homes from nba_analytics.${table} group by nba_game_id) as sides`),
      ).toEqual([{ rows: 2, homes: 1 }])
    }
  })

  it.each([
    ['points', 'o.points_scored = d.points_allowed'],
    ['field goals', 'o.fg_attempts = d.opp_fg_attempts and o.fg_makes = d.opp_fg_makes'],
    ['threes', 'o.three_pt_attempts = d.opp_three_pt_attempts and o.three_pt_makes = d.opp_three_pt_makes'],
    ['free throws', 'o.ft_attempts = d.opp_ft_attempts and o.ft_makes = d.opp_ft_makes'],
    ['rebounds, assists and turnovers', 'o.rebounds = d.opp_rebounds and o.assists = d.opp_assists and o.turnovers = d.turnovers_forced'],
    ['efficiency', 'o.offensive_rating = d.defensive_rating and o.ts_pct = d.opponent_ts_pct and o.pace = d.opponent_pace'],
    ['overtimes', 'o.overtime_periods = d.overtime_periods'],
    ['result', 'o.win_flag <> d.win_flag and o.margin_of_victory = -d.margin_of_victory'],
    ['home and away', 'o.home_game <> d.home_game and o.game_id = d.game_id'],
  ])('have the same %s in offense and defense', async (_, condition) => {
    expect(await exceptions(mirrored, condition)).toEqual({ pairs: sides, exceptions: 0 })
  })

  it('have one pace, one number of overtimes and opposite margins', async () => {
    const condition = 'a.pace = b.pace and a.overtime_periods = b.overtime_periods and a.margin_of_victory = -b.margin_of_victory'
    expect(await exceptions(opposed, condition)).toEqual({ pairs: sides, exceptions: 0 })
  })

  it('have the same absences in offense and defense of one team', async () => {
    const same = `nba_analytics.team_offense_game_summary as o join nba_analytics.team_defense_game_summary as d
      on d.nba_game_id = o.nba_game_id and d.defending_team_abbr = o.team_abbr`
    const condition =
      'o.players_inactive = d.players_inactive and o.starters_inactive is not distinct from d.starters_inactive and o.win_flag = d.win_flag'
    expect(await exceptions(same, condition)).toEqual({ pairs: sides, exceptions: 0 })
  })
})

describe('the rows of a player and of his team', () => {
  it('add up', async () => {
    const sums = `(select nba_game_id, team_abbr, sum(points) as points, sum(fg_attempts) as fga, sum(ft_attempts) as fta, sum(turnovers) as tov,
        sum(assists) as ast, sum(offensive_rebounds + defensive_rebounds) as reb, sum(personal_fouls) as pf
      from nba_analytics.player_game_summary group by nba_game_id, team_abbr) as p
      join nba_analytics.team_offense_game_summary as t on t.nba_game_id = p.nba_game_id and t.team_abbr = p.team_abbr`
    const condition = `p.points = t.points_scored and p.fga = t.fg_attempts and p.fta = t.ft_attempts and p.tov = t.turnovers and p.ast = t.assists
      and p.reb = t.rebounds and p.pf = t.personal_fouls`
    expect(await exceptions(sums, condition)).toEqual({ pairs: sides, exceptions: 0 })
  })

  it('agree on home, opponent and who won', async () => {
    const pairs = `nba_analytics.player_game_summary as p join nba_analytics.team_offense_game_summary as t
      on t.nba_game_id = p.nba_game_id and t.team_abbr = p.team_abbr`
    const condition = 'p.home_game = t.home_game and p.opponent_team_abbr = t.opponent_team_abbr and p.win_flag = t.win_flag'
    expect(await exceptions(pairs, condition)).toEqual({ pairs: 5 * sides, exceptions: 0 })
  })

  it('before a game agree on home, opponent and back-to-backs of the teams', async () => {
    const pairs = `nba_analytics.upcoming_player_game_context as p
      join nba_analytics.upcoming_team_game_context as t on t.nba_game_id = p.nba_game_id and t.team_abbr = p.team_abbr
      join nba_analytics.upcoming_team_game_context as o on o.nba_game_id = p.nba_game_id and o.team_abbr = p.opponent_team_abbr`
    const condition =
      'p.home_game = t.home_game and p.opponent_days_rest is not distinct from o.days_since_last_game and p.back_to_back = coalesce(p.days_rest = 1, false)'
    expect(await exceptions(pairs, condition)).toMatchObject({ exceptions: 0 })
  })
})

describe('the windows before a game', () => {
  it('are what a person would count from the games that were played', async () => {
    const counted = `nba_analytics.upcoming_player_game_context as u join (
      select u.game_date, u.player_lookup,
        count(*) filter (p.game_date between u.game_date - 7 and u.game_date - 1) as last_7,
        count(*) filter (p.game_date between u.game_date - 14 and u.game_date - 1) as last_14,
        max(p.game_date) as last_day
      from nba_analytics.upcoming_player_game_context as u
      left join nba_analytics.player_game_summary as p on p.player_lookup = u.player_lookup and p.game_date < u.game_date
      group by all) as w on w.game_date = u.game_date and w.player_lookup = u.player_lookup`
    const condition = `u.games_in_last_7_days = w.last_7 and u.games_in_last_14_days = w.last_14 and u.days_rest is not distinct from u.game_date - w.last_day`
    expect(await exceptions(counted, condition)).toMatchObject({ exceptions: 0 })
  })

  it('average the last 5 games that were played', async () => {
    const averaged = `nba_analytics.upcoming_player_game_context as u join (
      select game_date, player_lookup, round(avg(points), 6) as points, count(points) as games
      from (
        select u.game_date, u.player_lookup, p.points, row_number() over (partition by u.game_date, u.player_lookup order by p.game_date desc) as back
        from nba_analytics.upcoming_player_game_context as u
        left join nba_analytics.player_game_summary as p on p.player_lookup = u.player_lookup and p.game_date < u.game_date
      ) as seen
      where back <= 5 group by all) as w on w.game_date = u.game_date and w.player_lookup = u.player_lookup`
    const condition =
      'u.l5_games_used = w.games and (u.points_avg_last_5 is null) = (w.games = 0) and abs(coalesce(u.points_avg_last_5 - w.points, 0)) < 0.0500001'
    expect(await exceptions(averaged, condition)).toMatchObject({ exceptions: 0 })
  })

  it('carry on the result of the last game', async () => {
    const carried = `nba_analytics.upcoming_team_game_context as u asof left join nba_analytics.team_offense_game_summary as o
      on o.team_abbr = u.team_abbr and o.game_date < u.game_date`
    const condition = `u.last_game_margin is not distinct from o.margin_of_victory
      and coalesce(u.team_win_streak_entering > 0, false) = coalesce(o.win_flag, false) and u.team_win_streak_entering * u.team_loss_streak_entering = 0`
    expect(await exceptions(carried, condition)).toMatchObject({ exceptions: 0 })
  })
})
