import type { ComponentType } from 'preact'
import type { Route } from '../route.ts'
import { AskView } from './ask.tsx'
import { CalendarView } from './calendar.tsx'
import { ChangesView } from './changes.tsx'
import { DefinitionsView } from './definitions.tsx'
import { FeedsView } from './feeds.tsx'
import { NowhereView } from './nowhere.tsx'
import { PlayerView } from './player.tsx'
import { RowView } from './row.tsx'
import { RunView } from './run.tsx'
import { TeamView } from './team.tsx'
import { TonightView } from './tonight.tsx'

/** A view of the page: what an address is shown by. */
export interface NamedView {
  readonly name: string
  readonly title: string
  readonly View: ComponentType<{ readonly route: Route }>
}

/** Views that the head of the page leads to. */
export const NAVIGATION: readonly NamedView[] = [
  { name: 'calendar', title: 'Calendar', View: CalendarView },
  { name: 'tonight', title: 'Tonight', View: TonightView },
  { name: 'player', title: 'Players', View: PlayerView },
  { name: 'team', title: 'Teams', View: TeamView },
  { name: 'changes', title: 'Changes', View: ChangesView },
  { name: 'feeds', title: 'Feeds', View: FeedsView },
  { name: 'run', title: 'Runs', View: RunView },
  { name: 'definitions', title: 'Definitions', View: DefinitionsView },
  { name: 'ask', title: 'Ask', View: AskView },
]

const ALL: readonly NamedView[] = [...NAVIGATION, { name: 'row', title: 'Row', View: RowView }]

/** The view of a name; one that says so for a name that is none. */
export function viewNamed(name: string): NamedView {
  return ALL.find(view => view.name === name) ?? { name, title: 'Nowhere', View: NowhereView }
}
