import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'

interface OpenedProps {
  readonly summary: string
  /** What is inside, made when it is opened first. */
  readonly children: () => ComponentChildren
}

/** Something that is read only when somebody opens it. */
export function Opened({ summary, children }: OpenedProps): JSX.Element {
  const [opened, setOpened] = useState(false)
  return (
    <details onToggle={event => setOpened(opened || event.currentTarget.open)}>
      <summary>{summary}</summary>
      {opened ? children() : null}
    </details>
  )
}
