import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

interface NearbyProps {
  readonly class: string
  /** Its height in pixels before it was seen. */
  readonly height: number
  readonly children: () => ComponentChildren
}

/** How far from the screen things are drawn already. */
const MARGIN = '600px 0px'

const watched = new WeakMap<Element, (near: boolean) => void>()
let observer: IntersectionObserver | undefined

/** Something of a long page, drawn only while it is near the screen; elsewhere its height is kept free. */
export function Nearby({ class: name, height, children }: NearbyProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null)
  const kept = useRef(height)
  const [near, setNear] = useState(false)
  useEffect(() => {
    const element = place.current
    if (element === null) return undefined
    return watch(element, now => {
      if (!now && element.offsetHeight > 0) kept.current = element.offsetHeight
      setNear(now)
    })
  }, [])
  return (
    <div ref={place} class={name} style={near ? undefined : { height: `${kept.current}px` }}>
      {near ? children() : null}
    </div>
  )
}

function watch(element: Element, tell: (near: boolean) => void): () => void {
  observer ??= new IntersectionObserver(
    entries => {
      for (const { target, isIntersecting } of entries) watched.get(target)?.(isIntersecting)
    },
    { rootMargin: MARGIN },
  )
  watched.set(element, tell)
  observer.observe(element)
  return () => {
    observer?.unobserve(element)
    watched.delete(element)
  }
}
