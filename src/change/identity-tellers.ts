import { brefInactives } from '../nba/sources/bref-inactives.ts'
import { brefPlayerBoxscores } from '../nba/sources/bref-player-boxscores.ts'
import { nbacPlayerBoxscores } from '../nba/sources/nbac-player-boxscores.ts'
import { nbaPlayersRegistry } from '../nba/sources/nba-players-registry.ts'
import { playerAliases } from '../nba/sources/player-aliases.ts'
import { playerCrosswalk } from '../nba/sources/player-crosswalk.ts'
import { qualifiedName, type Source } from '../table/source.ts'
import { INPUT_CHANGES } from './input-changes.ts'

/** A table whose rows can make somebody another person, and the condition under which a row `r` of it is about the identity `g`. */
interface Teller {
  readonly source: Source
  readonly concerns: string
}

/** What is most likely to have been meant comes first. */
const TELLERS: readonly Teller[] = [
  { source: playerAliases, concerns: 'list_contains(g.lookups, r.alias_lookup)' },
  {
    source: playerCrosswalk,
    concerns: `(r.source = g.source and r.source_player_id = g.source_player_id) or list_contains(g.nba_ids, cast(r.nba_player_id as varchar))`,
  },
  { source: nbaPlayersRegistry, concerns: 'list_contains(g.lookups, r.player_lookup)' },
  { source: nbacPlayerBoxscores, concerns: 'list_contains(g.nba_ids, cast(r.nba_player_id as varchar))' },
  { source: brefPlayerBoxscores, concerns: `g.source = 'bref' and r.bref_player_id = g.source_player_id` },
  { source: brefInactives, concerns: `g.source = 'bref' and r.bref_player_id = g.source_player_id` },
]

/** Changed identities with every lookup that they go by in raw rows. */
const IDENTITIES = `
  select c.change_id, c.source, c.source_player_id, c.import_number, i.nba_ids, list_distinct(list_concat(i.lookups, coalesce(b.lookups, []))) as lookups
  from ${INPUT_CHANGES} as c
  join (
    select source, source_player_id, list(distinct cast(nba_player_id as varchar)) as nba_ids, list(player_lookup) as lookups
    from nba_reference.player_identities
    group by source, source_player_id
  ) as i
    on i.source = c.source and i.source_player_id = c.source_player_id
  left join (
    select bref_player_id, list(distinct player_lookup) as lookups
    from (
      select bref_player_id, player_lookup from ${qualifiedName(brefPlayerBoxscores)}
      union all
      select bref_player_id, player_lookup from ${qualifiedName(brefInactives)}
    ) as named
    group by bref_player_id
  ) as b
    on c.source = 'bref' and b.bref_player_id = c.source_player_id
  where c.table_name = 'nba_reference.player_identities'`

/** A query of the imported row behind each changed identity since an import: change_id, file, row, told (file, row and import as a phrase). None where only others’ rows tell. */
export function identityTellers(baseline: number): string {
  const began = (row: string): string => `${row}.import_number > ${baseline} and ${row}.import_number <= g.import_number`
  const ended = `r.ended_by > ${baseline} and r.ended_by <= g.import_number`
  const parts = TELLERS.map(
    ({ source, concerns }, place) => `
    select g.change_id, ${place} as place, r.source_file, r.source_row, r.import_number, case when ${began('r')} then null else r.ended_by end as ended_by
    from (${IDENTITIES}) as g
    join ${qualifiedName(source)} as r
      on (${concerns}) and ((${began('r')}) or (${ended}))`,
  )
  return `
    select
      change_id,
      source_file as file,
      source_row as row,
      parse_filename(source_file) || ' row ' || source_row || case when ended_by is null then ', import ' || import_number else ', ended by import ' || ended_by end as told
    from (${parts.join('\n    union all')}) as told
    qualify row_number() over (partition by change_id order by place, ended_by nulls first, import_number desc, source_file, source_row) = 1`
}
