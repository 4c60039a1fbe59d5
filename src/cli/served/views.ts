import { models } from '../../nba/models/index.ts'
import type { NightMembers, PlanGraphMembers } from '../../serve/documents.ts'
import { found, reading, type Endpoint } from '../../serve/endpoint.ts'
import { choice, day, optional, season, text, whole } from '../../serve/parameters.ts'
import { calendarOf, dayOf } from '../../serve/views/calendar.ts'
import { feeds, heldRows } from '../../serve/views/feeds.ts'
import { leaders } from '../../serve/views/leaders.ts'
import { moved } from '../../serve/views/moved.ts'
import { playerOf } from '../../serve/views/player.ts'
import { rowOf } from '../../serve/views/row.ts'
import { search } from '../../serve/views/search.ts'
import { shotsOf } from '../../serve/views/shots.ts'
import { teamOf } from '../../serve/views/team.ts'
import { nextNight, tonight } from '../../serve/views/tonight.ts'
import { ran } from '../../serve/views/ran.ts'
import { plans, runOf } from '../../serve/views/plans.ts'
import { tableNamed } from '../names.ts'
import { planGraph } from './plan-graph.ts'

const name = text(200)

/** What the views of the page show beside the documents of verbs. */
export const viewEndpoints: Readonly<Record<string, Endpoint>> = {
  calendar: reading({ season: optional(season), date: optional(day) }, async (store, given) =>
    found(await calendarOf(store, given.season, given.date)),
  ),
  day: reading({ date: day }, async (store, { date }) => found(await dayOf(store, date))),
  night: reading({}, async store => found({ date: (await nextNight(store)) ?? null } satisfies NightMembers)),
  tonight: reading({ date: day }, async (store, { date }) => found(await tonight(store, date))),
  player: reading({ player: name, season: optional(season) }, async (store, given) => found(await playerOf(store, given.player, given.season))),
  shots: reading({ player: name, season }, async (store, given) => found(await shotsOf(store, given.player, given.season))),
  leaders: reading({ of: choice('players', 'teams') }, async (store, { of }) => found(await leaders(store, of))),
  team: reading({ team: text(3), season: optional(season) }, async (store, given) => found(await teamOf(store, given.team, given.season))),
  row: reading({ table: name, key: name }, async (store, { table, key }) => found(await rowOf(store, tableNamed(table, models), key))),
  moved: reading({ run: optional(whole), since: optional(whole), from: optional(whole) }, async (store, { run, since, from = 0 }) =>
    found(await moved(store, { run, since, from })),
  ),
  ran: reading({ run: whole, from: optional(whole) }, async (store, { run, from = 0 }) => found(await ran(store, run, from))),
  plans: reading({}, async store => found(await plans(store))),
  plan: reading({ plan: text(64), from: optional(whole) }, async (store, { plan, from = 0 }) => {
    const { loadPlan } = await import('../../change/saved-plans.ts')
    const document = await loadPlan(store, plan)
    return found({ ...planGraph(document, from), run: await runOf(store, document.plan) } satisfies PlanGraphMembers)
  }),
  feeds: reading({}, async store => found(await feeds(store))),
  held: reading({}, async store => found(await heldRows(store))),
  search: reading({ q: text(100) }, async (store, { q }) => found(await search(store, q))),
}
