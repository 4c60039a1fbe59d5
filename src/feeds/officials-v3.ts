import { from, type Expression, type Mapping } from './expression.ts'

/** What feeds officials from objects with `personId`, `name`, `jerseyNum` and an assignment: `OFFICIAL1` is the crew chief, `ALTERNATE` the fourth. */
export function officialColumns(game: Expression): Record<string, Mapping> {
  return {
    nba_game_id: game,
    official_position: from`case when ${'assignment'} = 'ALTERNATE' then '4' else regexp_extract(${'assignment'}, '(\d)$', 1) end`,
    official_code: 'personId',
    official_name: 'name',
    jersey_number: from`trim(${'jerseyNum'})`,
  }
}
