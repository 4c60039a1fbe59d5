import type { JSX } from 'preact'
import { keepToken } from '../token.ts'

/** Asks for the token by which runs may be started. */
export function AskForToken(): JSX.Element {
  return (
    <label class="field">
      To start runs here: the token behind <code>#token=</code> in the address that <code>backcourt serve</code> printed{' '}
      <input type="text" autoComplete="off" onChange={event => keepToken(event.currentTarget.value.trim())} />
    </label>
  )
}
