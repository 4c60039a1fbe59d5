import type { TableFacts } from '../engine.ts'
import type { Service } from './service.ts'
import type { WireField } from './wire.ts'

/** What the service answers when it is asked for a table. */
export interface TableAnswer {
  readonly numRows?: string
  readonly numBytes?: string
  readonly expirationTime?: string | null
  readonly timePartitioning?: { readonly field?: string | null; readonly expirationMs?: string | null } | null
  readonly schema?: { readonly fields?: readonly WireField[] }
}

/** What is told of a table without reading it. */
export function factsOf({ numRows = '0', numBytes = '0', schema, expirationTime, timePartitioning }: TableAnswer): TableFacts {
  const fields = schema?.fields ?? []
  const columns = new Map(fields.map(field => [field.name.toLowerCase(), field.mode === 'REPEATED' ? `ARRAY<${field.type}>` : field.type]))
  const required = new Set(fields.filter(({ mode }) => mode === 'REQUIRED').map(({ name }) => name.toLowerCase()))
  const expires = [...(expirationTime ? (['table'] as const) : []), ...(timePartitioning?.expirationMs ? (['partitions'] as const) : [])]
  const kept = { required, partitionedBy: timePartitioning?.field?.toLowerCase(), expires } as const
  return { rows: Number(numRows), bytes: Number(numBytes), columns, kept }
}

/** Where the service answers about a table, by its full name. */
export function pathOf(name: string): string {
  const [dataset = '', table = ''] = name.split('.')
  return `/datasets/${dataset}/tables/${table}`
}

/** Names of the tables of a dataset; none where it is not there. */
export async function tableNames(service: Service, dataset: string): Promise<string[]> {
  const names: string[] = []
  let pageToken: string | undefined
  do {
    const page = await service.find<{
      readonly tables?: readonly { readonly tableReference: { readonly tableId: string } }[]
      readonly nextPageToken?: string | null
    }>({
      method: 'GET',
      path: `/datasets/${dataset}/tables`,
      parameters: { maxResults: 1000, pageToken },
    })
    names.push(...(page?.tables ?? []).map(table => table.tableReference.tableId))
    pageToken = page?.nextPageToken ?? undefined
  } while (pageToken !== undefined)
  return names
}
