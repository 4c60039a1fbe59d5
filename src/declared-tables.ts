import { buildLedger } from './ledger/run-tables.ts'
import { changeLedger } from './ledger/plan-tables.ts'
import { ledgerTables } from './ledger/import-tables.ts'
import { models } from './nba/models/index.ts'
import { gameStates } from './nba/game-states.ts'
import { playerEventFacts } from './nba/player-event-facts.ts'
import { playerIdentities } from './nba/player-identities.ts'
import { sources } from './nba/sources/index.ts'
import { teamEventFacts } from './nba/team-event-facts.ts'
import type { Model } from './table/model.ts'
import type { Source } from './table/source.ts'
import type { StoredTable } from './table/stored.ts'

/** Every table of a store that is declared: analytics first, then raw and reference tables, then the ledger. */
export function declaredTables(): (Model | Source | StoredTable)[] {
  return [...models, ...sources, playerIdentities, gameStates, playerEventFacts, teamEventFacts, ...ledgerTables, ...buildLedger, ...changeLedger]
}
