import type { JSX } from 'preact'

/** A place to go to, beside others of its kind. */
export interface Step {
  readonly label: string
  readonly address: string
  readonly current: boolean
}

/** Links to places of one kind, as the seasons of a player. */
export function Steps({ name, steps }: { readonly name: string; readonly steps: readonly Step[] }): JSX.Element {
  return (
    <nav class="steps" aria-label={name}>
      {steps.map(({ label, address, current }) => (
        <a key={address} href={address} data-stay="" aria-current={current ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  )
}
