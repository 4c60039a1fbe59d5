import type { GroupCoverage, TableCoverage } from '../../../check/report.ts'
import type { Manifest } from '../../manifest.ts'
import type { TableDocument } from '../../definition-documents.ts'
import { bytes, count, percentage } from '../amounts.ts'
import { shortName } from '../backfill-report.ts'
import { coveragePictures } from './coverage-picture.ts'
import { escaped, htmlPage, htmlTable } from './page.ts'

const NAV = [
  ['Calendar', 'index.html'],
  ['Changes', 'changes.html'],
  ['Definitions', 'definitions.html'],
] as const

/** How far the tables that are published are covered. */
export interface Covered {
  readonly tables: readonly TableCoverage[]
  readonly groups: readonly GroupCoverage[]
}

/** The first page: what there is to take, and which days it covers. */
export function calendarPage(manifest: Manifest, coverage: Covered): string {
  const rows = manifest.tables.map(({ table, rows, first_date, last_date, recipe, files }) => {
    const covered = coverage.tables.find(each => each.table === table)
    const links = files.map(({ path, bytes: size }) => `<a href="${escaped(path)}">${escaped(path.replace(/^.*\./, ''))}</a> ${bytes(size)}`)
    return [
      escaped(shortName(table)),
      count(rows),
      `<span class="day">${first_date ?? '–'}</span> … <span class="day">${last_date ?? '–'}</span>`,
      percentage(covered?.coverage ?? null),
      escaped(recipe),
      links.join(', '),
    ]
  })
  return htmlPage({
    title: 'NBA analytics tables',
    nav: NAV,
    body: [
      `<p>Published ${manifest.published_at.slice(0, 16).replace('T', ' ')} UTC by Backcourt ${escaped(manifest.backcourt)}. <a href="manifest.json">manifest.json</a> tells rows, digests and files for programs.</p>`,
      htmlTable(['table', '#rows', 'dates', '#coverage', 'recipe of data_hash', 'files'], rows),
      '<h2>Coverage by day</h2>',
      ...coveragePictures(coverage.groups),
    ],
  })
}

/** A row that changed since the last publication. */
export interface ChangedKey {
  readonly table: string
  readonly key: string
  readonly kind: 'inserted' | 'updated' | 'deleted'
}

const KEYS_SHOWN = 200

/** What changed since the last publication. */
export function changesPage({ previous, tables }: Manifest, keys: readonly ChangedKey[]): string {
  const rows = tables.map(({ table, changes }) => [
    escaped(shortName(table)),
    ...(changes === null ? ['–', '–', '–'] : [changes.inserted, changes.updated, changes.deleted].map(count)),
  ])
  const since =
    previous === null
      ? 'This is the first publication: everything is new.'
      : `Since the publication of ${previous.slice(0, 16).replace('T', ' ')} UTC.`
  const shown = keys.slice(0, KEYS_SHOWN)
  return htmlPage({
    title: 'Changes',
    nav: NAV,
    body: [
      `<p>${since}</p>`,
      htmlTable(['table', '#inserted', '#updated', '#deleted'], rows),
      ...(shown.length === 0
        ? []
        : [
            '<h2>Rows</h2>',
            htmlTable(
              ['table', 'row', 'kind'],
              shown.map(({ table, key, kind }) => [escaped(shortName(table)), escaped(key), kind]),
            ),
          ]),
      ...(previous === null
        ? []
        : [`<p>${keys.length > shown.length ? `The first ${shown.length}; all` : 'All'} of them: <a href="changes.csv">changes.csv</a>.</p>`]),
    ],
  })
}

/** What every column of the five tables says. */
export function definitionsPage(tables: readonly TableDocument[]): string {
  const links = tables.map(({ table }) => `<a href="#${escaped(shortName(table))}">${escaped(shortName(table))}</a>`)
  return htmlPage({
    title: 'Definitions',
    nav: NAV,
    body: [
      `<p>NULL means unknown, 0 means zero. ● marks what data_hash is made of. ${links.join(' · ')}</p>`,
      ...tables.flatMap(({ table, about, grain, columns }) => [
        `<h2 id="${escaped(shortName(table))}">${escaped(shortName(table))}</h2>`,
        `<p>${escaped(about)} One row per ${grain.map(name => `<code>${escaped(name)}</code>`).join(', ')}.</p>`,
        htmlTable(
          ['column', 'type', 'what it says', 'formula', 'NULL', 'told by'],
          columns.map(({ name, type, unit, meaning, formula, null_when, feeds, content }) => [
            `<code>${escaped(name)}</code>${content ? ' ●' : ''}`,
            escaped(unit === null ? type : `${type}, ${unit}`),
            escaped(meaning),
            escaped(formula ?? ''),
            escaped(null_when === 'never' || null_when.startsWith('in every row') ? null_when : `when ${null_when}`),
            escaped(feeds.join(', ')),
          ]),
        ),
      ]),
    ],
  })
}
