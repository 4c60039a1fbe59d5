import { useSignal } from '@preact/signals'
import type { ComponentChildren, JSX } from 'preact'

interface ToldProps {
  readonly class?: string
  readonly onKeyDown?: (event: KeyboardEvent) => void
  readonly children: ComponentChildren
}

/** Links that are signs or bars: what the one says that has the focus is written below them, since titles are shown to the mouse alone. Readers of the screen are told by the link. */
export function Told({ class: name, onKeyDown, children }: ToldProps): JSX.Element {
  const about = useSignal('')
  const tell = (event: FocusEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a[aria-label]') : null
    about.value = link?.getAttribute('aria-label') ?? ''
  }
  return (
    <>
      <div class={name} onFocusIn={tell} onKeyDown={onKeyDown}>
        {children}
      </div>
      <p class="told" aria-hidden="true">
        {about}
      </p>
    </>
  )
}
