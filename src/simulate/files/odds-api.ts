import type { Day } from '../../calendar.ts'
import { isoText, shifted, toUtc, type Moment } from '../dates.ts'
import type { Season } from '../season.ts'
import { brefTeamName } from '../teams.ts'
import { outlooksOf, type MovingLine, type Outlook } from './market.ts'
import type { SimulatedFile } from './simulated-file.ts'

/** Books, and how far off the first one's line each of them stands. */
const BOOKS = [
  { key: 'draftkings', title: 'DraftKings', off: 0 },
  { key: 'fanduel', title: 'FanDuel', off: 0.5 },
] as const

type When = keyof MovingLine

/** Lines on games and on the points of main players in the shape of The Odds API: a response for each morning, and one shortly before the first tip of the day. */
export function oddsApiLines(season: Season): SimulatedFile {
  const byDay = new Map<Day, Outlook[]>()
  for (const outlook of outlooksOf(season)) byDay.set(outlook.game.day, [...(byDay.get(outlook.game.day) ?? []), outlook])
  const responses = [...byDay].flatMap(([day, outlooks]) => {
    const first = Math.min(...outlooks.map(({ game }) => game.tip))
    return [response({ day, minutes: 10 * 60 }, 'opening', outlooks), response(shifted({ day, minutes: first }, -10), 'closing', outlooks)]
  })
  const rows = responses.reduce((sum, { outcomes }) => sum + outcomes, 0)
  return { name: `odds_api/historical_lines_${season.label}.json`, rows, text: `${responses.map(({ document }) => document).join('\n')}\n` }
}

function response(at: Moment, when: When, outlooks: readonly Outlook[]): { readonly document: string; readonly outcomes: number } {
  const timestamp = isoText(toUtc(at))
  const data = outlooks.map(outlook => eventOf(outlook, when, timestamp))
  const outcomes = outlooks.reduce((sum, { points }) => sum + BOOKS.length * (4 + 2 * points.length), 0)
  return { document: JSON.stringify({ timestamp, data }), outcomes }
}

function eventOf({ game, spread, total, points }: Outlook, when: When, timestamp: string): object {
  const [home, away] = [brefTeamName(game.home), brefTeamName(game.away)]
  return {
    id: `sim${game.id}`,
    sport_key: 'basketball_nba',
    commence_time: isoText(toUtc({ day: game.day, minutes: game.tip })),
    home_team: home,
    away_team: away,
    bookmakers: BOOKS.map(({ key, title, off }) => {
      const ofHome = spread[when] + off
      const markets = [
        ['spreads', [side(home, ofHome), side(away, 0 - ofHome)]],
        ['totals', [side('Over', total[when] + off), side('Under', total[when] + off)]],
        ['player_points', points.flatMap(({ player, line }) => sidesOf(player.nbaName, line[when] + off))],
      ] as const
      return { key, title, last_update: timestamp, markets: markets.map(([market, outcomes]) => ({ key: market, outcomes })) }
    }),
  }
}

const PRICE = 1.91

function side(name: string, point: number): object {
  return { name, price: PRICE, point }
}

function sidesOf(description: string, point: number): object[] {
  return ['Over', 'Under'].map(name => ({ name, description, price: PRICE, point }))
}
