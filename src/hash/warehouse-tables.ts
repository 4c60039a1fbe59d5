import type { Engine } from '../store/engine.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'
import { complete, type HashedTable } from './hashed-table.ts'

/** How a warehouse calls types, in the words of `HashedTable.types`. */
const CALLED: Readonly<Record<string, string>> = {
  STRING: 'VARCHAR',
  INTEGER: 'BIGINT',
  INT64: 'BIGINT',
  FLOAT: 'DOUBLE',
  FLOAT64: 'DOUBLE',
  NUMERIC: 'DECIMAL',
  BIGNUMERIC: 'DECIMAL',
  BOOL: 'BOOLEAN',
}

/** The tables of models in a warehouse; those that are not there are left out. Throws bad_input. */
export async function warehouseTables(engine: Engine, models: readonly Model[]): Promise<HashedTable[]> {
  const found = await engine.tables()
  return models.flatMap(model => {
    const name = qualifiedName(model)
    const columns = found.get(name)?.columns
    if (columns === undefined) return []
    const types = new Map([...columns].map(([column, type]) => [column, CALLED[type] ?? type]))
    return [complete({ model, relation: name, label: name, types })]
  })
}
