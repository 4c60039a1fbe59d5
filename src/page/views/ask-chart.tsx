import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { SqlMembers } from '../../cli/documents.ts'
import { brief, exact, numberOf } from '../format.ts'
import { Lines } from '../parts/lines.tsx'

/** Points that are drawn. */
const MOST = 400

/** A column of a result over its rows, or over another of its columns. */
export function QuickChart({ columns, rows }: Pick<SqlMembers, 'columns' | 'rows'>): JSX.Element | null {
  const numbers = columns.filter(({ name }) => rows.some(row => numberOf(row[name]) !== undefined)).map(({ name }) => name)
  const [chosen, choose] = useState(numbers.at(-1))
  const along = columns.find(({ name }) => name !== chosen)?.name
  if (chosen === undefined || rows.length < 2) return null
  const points = rows.slice(0, MOST).map(row => {
    const place = along === undefined ? '' : `${exact(row[along])}: `
    return { value: numberOf(row[chosen]), about: `${place}${exact(row[chosen])}` }
  })
  return (
    <details>
      <summary>chart</summary>
      <label class="field">
        column{' '}
        <select value={chosen} onChange={event => choose(event.currentTarget.value)}>
          {numbers.map(name => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Lines title={`${chosen}, row by row`} points={points} write={brief} />
    </details>
  )
}
