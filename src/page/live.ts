import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { StatusMembers } from '../cli/documents.ts'

/** What the server tells as soon as it changes. */
export interface Live {
  readonly running: StatusMembers['running']
  /** Who writes into the store; null when nobody does. */
  readonly writer: string | null
  /** How the store's files look. */
  readonly state: string | null
  /** How far an import is with its files; null when none is on. */
  readonly files: { readonly done: number; readonly known: number } | null
  /** Whether runs may be started from here. */
  readonly starts: boolean
}

const told = signal<Live | undefined>(undefined)
const reachable = signal(true)

/** How the store stands; undefined until it was told. */
export const live: ReadonlySignal<Live | undefined> = told

/** Whether the server answers. */
export const connected: ReadonlySignal<boolean> = reachable

/** Another text whenever there is another whole state to read. */
export const generation: ReadonlySignal<string> = computed(() =>
  told.value === undefined || told.value.writer !== null ? 'same' : (told.value.state ?? 'gone'),
)

/** Listens while the page is seen: a browser has few connections to a server, and each page that listens takes one of them. */
export function listen(): void {
  let events: EventSource | undefined
  const look = (): void => {
    if (document.visibilityState === 'hidden') {
      events?.close()
      events = undefined
    } else events ??= open()
  }
  document.addEventListener('visibilitychange', look)
  look()
}

/** The browser itself connects again when the server was away. */
function open(): EventSource {
  const events = new EventSource('/events')
  events.addEventListener('status', event => {
    told.value = JSON.parse((event as MessageEvent<string>).data) as Live
  })
  events.addEventListener('open', () => {
    reachable.value = true
  })
  events.addEventListener('error', () => {
    reachable.value = false
  })
  return events
}
