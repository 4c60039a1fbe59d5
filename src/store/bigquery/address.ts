import { BackcourtError } from '../../errors.ts'

/** Where a warehouse is, as it was typed. */
export interface WarehouseAddress {
  /** What the user called it. */
  readonly location: string
  readonly project: string
  /** What the names of its datasets begin with; empty for none. */
  readonly prefix: string
  /** Where its datasets are, as `EU`; undefined for where they are found, or `US` for new ones. */
  readonly region: string | undefined
  /** Bytes that one job may bill; undefined for no limit of ours. */
  readonly maximumBytes: number | undefined
  /** Milliseconds after which a request that nobody answers counts as lost. */
  readonly patience: number
}

const SCHEME = 'bigquery://'
const SETTINGS: readonly string[] = ['location', 'max_bytes', 'timeout']
const PATIENCE = 120_000
const UNITS: Readonly<Record<string, number>> = { '': 1, MB: 1e6, GB: 1e9, TB: 1e12 }

/** Whether text names a warehouse and not a file. */
export function isWarehouse(typed: string): boolean {
  return typed.startsWith(SCHEME)
}

/** Reads `bigquery://project[/prefix_][?location=EU&max_bytes=10GB&timeout=60s]`. Throws usage. */
export function parseAddress(typed: string): WarehouseAddress {
  const [path = '', query = ''] = typed.slice(SCHEME.length).split('?')
  const [project = '', prefix = '', ...more] = path.split('/')
  if (!isWarehouse(typed) || !/^[a-z][a-z0-9.:-]*[a-z0-9]$/.test(project) || more.length > 0) throw wrong(typed, 'expected bigquery://PROJECT')
  if (!/^(?:[A-Za-z0-9]\w*)?$/.test(prefix)) throw wrong(typed, `"${prefix}" cannot begin the name of a dataset: expected letters, digits and _`)
  const settings = new URLSearchParams(query)
  const unknown = [...settings.keys()].find(name => !SETTINGS.includes(name))
  if (unknown !== undefined) throw wrong(typed, `unknown setting "${unknown}": expected ${SETTINGS.join(' or ')}`)
  return {
    location: typed,
    project,
    prefix,
    region: settings.get('location') ?? undefined,
    maximumBytes: bytesOf(typed, settings.get('max_bytes')),
    patience: patienceOf(typed, settings.get('timeout')),
  }
}

function bytesOf(typed: string, size: string | null): number | undefined {
  if (size === null) return undefined
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)([MGT]B|)$/.exec(size) ?? []
  if (number === '') throw wrong(typed, `max_bytes=${size}: expected a size, as 500MB or 10GB`)
  return Math.round(Number(number) * (UNITS[unit] ?? 1))
}

function patienceOf(typed: string, time: string | null): number {
  if (time === null) return PATIENCE
  const [, seconds = ''] = /^(\d+(?:\.\d+)?)s$/.exec(time) ?? []
  if (seconds === '') throw wrong(typed, `timeout=${time}: expected seconds, as 60s`)
  return Number(seconds) * 1000
}

function wrong(typed: string, problem: string): BackcourtError {
  return new BackcourtError('usage', `${typed}: ${problem}`, { where: typed, next: 'bigquery://my-project/nba_?location=EU&max_bytes=10GB' })
}
