import { formats } from '../feeds/index.ts'
import type { Writer } from '../whole-file.ts'
import { Asker, type Asked } from './asker.ts'
import { whatIsDue, type Due, type Known } from './due.ts'
import { KeptFiles } from './kept.ts'
import { alone, remember, remembered } from './memory.ts'
import type { Network } from './network.ts'
import type { FetchedFile, FetchEvent, FetchFailure, FetchReport, FetchRequest } from './report.ts'
import { boxScoreOf, KINDS, scheduleOf, type Kind, type Resource } from './resources.ts'
import { gamesOf, type ScheduledGame } from './schedule.ts'

/** Who works, and who listens. */
export interface FetchOptions {
  readonly network: Network
  readonly writer: Writer
  readonly listen?: (event: FetchEvent) => void
  /** Called between requests and while waiting; throws where the person wants to stop. */
  readonly checkpoint?: () => void
}

interface Run {
  readonly request: FetchRequest
  readonly options: FetchOptions
  readonly kept: KeptFiles
  readonly asker: Asker
  readonly asked: Set<string>
  readonly lastFetch: number | undefined
  readonly files: FetchedFile[]
  readonly failures: FetchFailure[]
  readonly unplayed: string[]
  leftAlone: number
  readonly news: Resource[]
}

/** What a fetch would ask for now, as far as that can be said before the schedule has been asked for again. */
export function dueNow(request: FetchRequest, { network, writer }: Pick<FetchOptions, 'network' | 'writer'>): Due[] {
  const kept = new KeptFiles(request.folder, writer)
  const lastFetch = lastFetchOf(request)
  const known = { request, kept, asked: new Set<string>(), lastFetch, network }
  const first = decide(known)
  return [...first, ...decide({ ...known, asked: new Set(first.map(({ resource }) => resource.address)) })]
}

/** Brings what is due: decides, asks, and decides again with what came, until nothing is due. Whole answers are kept as files, others are told. */
export async function fetchDue(request: FetchRequest, options: FetchOptions): Promise<FetchReport> {
  return alone(request.folder, options.writer, async () => {
    const memory = remembered(request.folder)
    const { userAgent, gap, timeout, folder } = request
    const manners = { userAgent, gap, timeout, checkpoint: options.checkpoint ?? (() => undefined) }
    const asker = new Asker(options.network, manners, memory.circuits)
    const startedAt = options.network.now().toISOString()
    const kept = new KeptFiles(folder, options.writer)
    const lastFetch = lastFetchOf(request)
    const run: Run = { request, options, asker, kept, asked: new Set(), lastFetch, files: [], failures: [], unplayed: [], leftAlone: 0, news: [] }
    let last_fetch = memory.last_fetch
    try {
      await rounds(run)
      const isThrough = run.leftAlone === 0 && request.range === undefined && request.season === undefined
      if (isThrough) last_fetch = startedAt
    } finally {
      await remember(folder, { ...memory, last_fetch, circuits: asker.circuits }, options.writer)
    }
    return reportOf(run)
  })
}

async function rounds(run: Run): Promise<void> {
  const { request, kept, asked, lastFetch, options } = run
  for (;;) {
    const due = decide({ request, kept, asked, lastFetch, network: options.network })
    if (due.length === 0) return
    for (const [index, one] of due.entries()) {
      options.listen?.({ due: one, number: index + 1, of: due.length })
      asked.add(one.resource.address)
      await bring(run, one.resource)
    }
  }
}

interface Deciding {
  readonly request: FetchRequest
  readonly kept: KeptFiles
  readonly asked: ReadonlySet<string>
  readonly lastFetch: number | undefined
  readonly network: Network
}

function decide({ request, kept, asked, lastFetch, network }: Deciding): Due[] {
  const { bases, season } = request
  const all = gamesKnown(request, kept)
  const games = season === undefined ? all : all.filter(({ id }) => Number(id.slice(3, 5)) === season % 100)
  const range = season === undefined ? request.range : spanOf(games)
  const known: Known = { now: network.now().getTime(), bases, games, kept: resource => kept.of(resource), lastFetch, asked }
  return whatIsDue(range, known)
}

function spanOf(games: readonly ScheduledGame[]): FetchRequest['range'] {
  const days = games.map(({ date }) => date).toSorted()
  const [first, last] = [days[0], days.at(-1)]
  return first === undefined || last === undefined ? undefined : { first, last }
}

/** The games of the schedule that was brought last, and those that others know. */
function gamesKnown({ bases, games }: FetchRequest, kept: KeptFiles): ScheduledGame[] {
  const text = kept.read(scheduleOf(bases))
  const told = text === undefined ? [] : gamesOf(text)
  return [...new Map([...games, ...told].map(game => [game.id, game])).values()]
}

function lastFetchOf({ folder }: FetchRequest): number | undefined {
  const { last_fetch } = remembered(folder)
  return last_fetch === null ? undefined : Date.parse(last_fetch)
}

async function bring(run: Run, resource: Resource): Promise<void> {
  const { kept, asker } = run
  const before = kept.of(resource)
  const asked = await asker.ask(resource, before?.newest)
  const at = run.options.network.now().toISOString()
  switch (asked.kind) {
    case 'left alone':
      run.leftAlone++
      return
    case 'failed':
      if (isUnplayed(run, resource, asked.status)) run.unplayed.push(resource.game ?? '')
      else run.failures.push({ url: resource.address, status: asked.status, error: asked.why })
      return kept.failed(resource, at, asked.status)
    case 'same':
      await kept.same(resource, at)
      return note(run, resource, { status: 304, bytes: 0, changed: false })
    case 'new':
      return keep(run, resource, { at, asked })
  }
}

/** Whether a page is not there because its game was not played, as the last ones of a series that was decided. */
function isUnplayed({ request, kept }: Run, { game }: Resource, status: number | null): boolean {
  return status === 404 && gamesKnown(request, kept).some(({ id, over }) => id === game && !over)
}

async function keep(run: Run, resource: Resource, { at, asked }: { readonly at: string; readonly asked: Asked & { kind: 'new' } }): Promise<void> {
  const { status, body, headers } = asked.answer
  const changed = await run.kept.keep(resource, { at, status, body, headers, state: asked.state })
  if (changed) run.news.push(resource)
  note(run, resource, { status, bytes: body.byteLength, changed })
}

function note(run: Run, resource: Resource, told: Pick<FetchedFile, 'status' | 'bytes' | 'changed'>): void {
  const path = run.kept.paths(resource).at(-1)
  if (path !== undefined) run.files.push({ path, url: resource.address, ...told })
}

function reportOf(run: Run): FetchReport {
  const { asker, files, failures, leftAlone } = run
  return { requests: asker.requests, files, failures, circuits: asker.circuits, leftAlone, running: running(run), toImport: offered(run) }
}

/** Games that were asked for and should have begun, and were not over. */
function running({ request, kept, asked, unplayed }: Run): string[] {
  const begun = gamesKnown(request, kept)
    .map(({ id }) => boxScoreOf(request.bases, id))
    .filter(box => asked.has(box.address) && ['running', 'scheduled'].includes(kept.of(box)?.state ?? ''))
    .map(({ game = '' }) => game)
  return [...new Set([...begun, ...unplayed])]
}

/** What is new, and whatever is kept of kinds that the importer takes: also what an earlier fetch did not come to import. */
function offered({ kept, news }: Run): string[] {
  const kinds = Object.entries(KINDS).flatMap(([kind, { taken }]) => (formats.some(({ name }) => taken.test(name)) ? [kind as Kind] : []))
  const fresh = news.flatMap(resource => kept.paths(resource).slice(-1))
  return [...new Set([...kinds.flatMap(kind => kept.filesOf(kind)), ...fresh])]
}
