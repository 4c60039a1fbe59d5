import path from 'node:path'
import type { DoctorMembers, StoreAbout } from '../documents.ts'
import type { Page } from '../outcome.ts'
import type { Session } from '../session.ts'
import { bytes, count } from './amounts.ts'
import { layOut } from './layout.ts'

const COLOURS = { error: 'red', warning: 'yellow', note: 'cyan' } as const

/** How a store is, what it holds by feed, and what is wrong with it, each with its repair. */
export function doctorText({ findings, about, feeds = [], fixed = [] }: DoctorMembers, page: Page): string[] {
  const whole =
    about === undefined || findings.some(({ severity }) => severity === 'error') ? [] : ['the store opens, and every row of it can be read']
  const told = findings.flatMap(({ severity, object, found, expected, repair }) => [
    `${page.paint(COLOURS[severity], severity)}: ${object}: ${found}; expected ${expected}`,
    `  ${repair}`,
  ])
  return [...fixed, ...whole, ...(about === undefined ? [] : [aboutLine(about)]), ...feedLines(feeds, page), ...told]
}

function aboutLine({ backcourt, engine, layout, version, file_bytes, log_bytes, free_bytes }: StoreAbout): string {
  const log = log_bytes === 0 ? '' : ` and a log of ${bytes(log_bytes)}`
  return `Backcourt ${backcourt}, ${engine}, layout ${layout ?? 'unknown'}, version ${version ?? 'unknown'}; ${bytes(file_bytes)}${log}, ${bytes(free_bytes)} free`
}

function feedLines(feeds: NonNullable<DoctorMembers['feeds']>, page: Page): string[] {
  if (feeds.length === 0) return []
  const [heading = '', ...lines] = layOut(
    [{ title: 'table' }, { title: 'feed' }, { title: 'rows', align: 'right' }, { title: 'dates' }],
    feeds.map(({ table, feed, rows, first_date, last_date }) => [
      table,
      feed,
      count(rows),
      first_date === null ? '' : `${first_date} … ${last_date ?? ''}`,
    ]),
  )
  return [page.paint('bold', heading), ...lines]
}

/** What a bug report needs, as Markdown, without the names of folders. */
export function sitrepText({ findings, about, feeds = [], quarantine = [] }: DoctorMembers, session: Session): string[] {
  const settings = ['BACKCOURT_MEMORY_LIMIT', 'BACKCOURT_THREADS'].map(name => `- ${name}: ${session.world.env[name] ?? 'not set'}`)
  // What waits in quarantine stands above without the contents of its rows.
  const told = findings.filter(({ found }) => !found.includes(' in quarantine ('))
  const bare = (text: string): string => text.replaceAll(/(?<=^|[\s("'])[^\s("']*[/\\]([^/\\\s]+)/g, (_, name: string) => name)
  return [
    '# Situation',
    '',
    ...(about === undefined ? ['- the store does not open'] : [`- ${aboutLine(about)}`, `- ${about.runtime}`]),
    `- store: ${path.basename(session.store)}`,
    ...settings,
    '',
    '## Rows by feed',
    '',
    ...feeds.map(
      ({ table, feed, rows, first_date, last_date }) => `- ${table}, ${feed}: ${count(rows)} (${first_date ?? '–'} … ${last_date ?? '–'})`,
    ),
    '',
    '## Quarantine',
    '',
    ...(quarantine.length === 0 ? ['- none'] : quarantine.map(({ table, reason, rows }) => `- ${table}, ${reason}: ${count(rows)}`)),
    '',
    '## Findings',
    '',
    ...(told.length === 0
      ? ['- none']
      : told.map(({ severity, object, found, expected }) => `- ${severity}: ${bare(object)}: ${bare(found)}; expected ${bare(expected)}`)),
  ]
}
