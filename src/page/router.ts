import { signal, type ReadonlySignal } from '@preact/signals'
import { routeOf, type Route } from './route.ts'

const current = signal<Route>(routeOf(location.pathname + location.search))

/** The view that is shown, and what of. */
export const route: ReadonlySignal<Route> = current

/** Goes to an address of the page, by a step that the back button takes back. */
export function go(address: string): void {
  if (address !== location.pathname + location.search) history.pushState(null, '', address)
  show()
  scrollTo(0, 0)
}

/** Puts an address in the place of the one that is shown. */
export function replace(address: string): void {
  history.replaceState(null, '', address)
  show()
}

/** Follows the back button, and links of the page without loading it anew. */
export function listenToHistory(): void {
  addEventListener('popstate', show)
  document.addEventListener('click', event => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (link === null || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const target = link.getAttribute('href')
    if (target?.startsWith('/') !== true || link.hasAttribute('download')) return
    event.preventDefault()
    go(target)
    if (link.dataset['stay'] === undefined) document.querySelector<HTMLElement>('main')?.focus()
  })
}

function show(): void {
  current.value = routeOf(location.pathname + location.search)
}
