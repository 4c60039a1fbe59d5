import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Hit, SearchMembers } from '../serve/documents.ts'
import { ask } from './document.ts'
import { withGiven } from './route.ts'
import { go } from './router.ts'

const WAIT_MS = 120
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** One field for players, teams, dates, tables and columns; `/` leads to it. */
export function Search(): JSX.Element {
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [chosen, choose] = useState(0)
  const hits = useHits(typed)
  const last = (hits?.length ?? 0) - 1
  useSlash(field)
  const open = typed.trim() !== '' && hits !== undefined
  const type = (text: string): void => {
    setTyped(text)
    choose(0)
  }
  const leave = (hit: Hit | undefined): void => {
    if (hit === undefined) return
    type('')
    field.current?.blur()
    go(hit.address)
  }
  const press = (event: KeyboardEvent): void => {
    const step = STEPS[event.key]
    if (step !== undefined) choose(Math.max(0, Math.min(chosen + step, last)))
    else if (event.key === 'Enter') leave(hits?.[chosen])
    else if (event.key === 'Escape') type('')
  }
  return (
    <div class="search" role="search">
      <input
        {...FIELD}
        ref={field}
        list={undefined}
        aria-expanded={open}
        aria-activedescendant={open && last >= 0 ? `hit-${chosen}` : undefined}
        value={typed}
        onInput={event => type(event.currentTarget.value)}
        onKeyDown={press}
      />
      <Hits open={open} hits={hits ?? []} chosen={chosen} leave={leave} />
    </div>
  )
}

/** What of the field never changes. */
const FIELD = {
  type: 'search',
  role: 'combobox',
  placeholder: 'Search  /',
  'aria-label': 'search players, teams, dates, tables and columns',
  'aria-controls': 'hits',
  autoComplete: 'off',
} as const

interface HitsProps {
  readonly open: boolean
  readonly hits: readonly Hit[]
  readonly chosen: number
  readonly leave: (hit: Hit) => void
}

function Hits({ open, hits, chosen, leave }: HitsProps): JSX.Element {
  if (open && hits.length === 0) {
    return (
      <div id="hits" class="hits" role="status">
        <p>nothing is called so: try a part of a name, a team as LAL or Lakers, a day as 2021-11</p>
      </div>
    )
  }
  return (
    <ul id="hits" class="hits" role="listbox" aria-label="found" hidden={!open}>
      {hits.map((hit, index) => (
        <li
          key={`${hit.kind} ${hit.address}`}
          id={`hit-${index}`}
          role="option"
          aria-selected={index === chosen}
          onMouseDown={event => {
            event.preventDefault()
            leave(hit)
          }}
        >
          <span class="kind">{hit.kind}</span> <strong>{hit.label}</strong> <span class="quiet">{hit.about}</span>
        </li>
      ))}
    </ul>
  )
}

/** What a search finds, a moment after the last key. */
function useHits(typed: string): readonly Hit[] | undefined {
  const [hits, setHits] = useState<readonly Hit[]>()
  useEffect(() => {
    setHits(undefined)
    if (typed.trim() === '') return undefined
    const over = new AbortController()
    const find = async (): Promise<void> => {
      const { document } = await ask<SearchMembers>(withGiven('/api/search', { q: typed.trim() }), { signal: over.signal })
      if (!over.signal.aborted) setHits(document?.hits ?? [])
    }
    const later = setTimeout(() => void find(), WAIT_MS)
    return () => {
      clearTimeout(later)
      over.abort()
    }
  }, [typed])
  return hits
}

function useSlash(field: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const writing = event.target instanceof HTMLElement && /^(?:INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)
      if (event.key !== '/' || writing || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      field.current?.focus()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [field])
}
