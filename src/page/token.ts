import { signal, type Signal } from '@preact/signals'

const KEPT_AS = 'backcourt-token'

/** The token by which the page may start runs; empty while it is not known. */
export const token: Signal<string> = signal(sessionStorage.getItem(KEPT_AS) ?? '')

/** Takes the token from the address that `backcourt serve --allow-runs` printed, and out of what the browser remembers. */
export function takeToken(): void {
  const found = /^#token=([0-9a-f]{32})$/.exec(location.hash)?.[1]
  if (found === undefined) return
  keepToken(found)
  history.replaceState(null, '', location.pathname + location.search)
}

/** Keeps a token until the tab is closed. */
export function keepToken(text: string): void {
  token.value = text
  sessionStorage.setItem(KEPT_AS, text)
}
