import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Hexagon, ShotsMembers } from '../../serve/documents.ts'
import { useDocument } from '../document.ts'
import { count, counted, fixed, share, signed } from '../format.ts'
import { Fetched } from '../parts/said.tsx'
import { Table, type Column } from '../parts/table.tsx'
import { withGiven } from '../route.ts'

type Zone = ShotsMembers['zones'][number]

/** Where a player shot from: a hexagon is the larger the more often he shot from there, and coloured by what a shot brought him against the league's shots of that zone. */
export function Shots({ player, season }: { readonly player: string; readonly season: string }): JSX.Element {
  const shots = useDocument<ShotsMembers>(withGiven('/api/shots', { player, season }))
  return (
    <section aria-label="shots">
      <h2>Shots of {season}</h2>
      <Fetched from={shots} what="his shots">
        {document => (document.zones.length === 0 ? <NoShots season={season} /> : <Chart shots={document} />)}
      </Fetched>
    </section>
  )
}

function NoShots({ season }: { readonly season: string }): JSX.Element {
  return (
    <p class="nothing">
      No shot of his of {season} is imported: <code>backcourt import PATH…</code> takes ShotChartDetail and the shots of a season as people publish
      them. Made and attempted shots stand in the games above.
    </p>
  )
}

function Chart({ shots: { hexagons, radius, zones, beyond } }: { readonly shots: ShotsMembers }): JSX.Element {
  const [chosen, choose] = useState<number>()
  const league = new Map(zones.map(zone => [zone.zone, perShot(zone.league_points, zone.league_attempts)]))
  const all = zones.reduce((sum, { attempts }) => sum + attempts, 0)
  return (
    <div class="beside">
      <figure class="bars">
        <figcaption>
          {counted(all, 'shot')}
          {beyond === 0 ? '' : `, ${count(beyond)} of them from the other half, not drawn`}
        </figcaption>
        <Court>
          {hexagons.map((hexagon, index) => (
            <Mark
              key={`${hexagon.x} ${hexagon.y} ${hexagon.zone}`}
              hexagon={hexagon}
              radius={radius}
              most={hexagons[0]?.attempts ?? 1}
              league={league.get(hexagon.zone) ?? 0}
              chosen={index === chosen}
              choose={() => choose(index)}
            />
          ))}
        </Court>
        <Spots spots={hexagons.map(hexagon => spotText(hexagon, league.get(hexagon.zone) ?? 0))} chosen={chosen} choose={choose} />
        <Key />
      </figure>
      <Table caption="by zone, against the league" columns={zoneColumns} rows={zones} keyOf={({ zone }) => zone} />
    </div>
  )
}

function perShot(points: number, attempts: number): number {
  return attempts === 0 ? 0 : points / attempts
}

/** Points per shot less the league's, from which on the next colour begins. */
const STEPS = [-0.3, -0.1, 0.1, 0.3]
const SHADES = ['0.3 less', '0.1 less', 'about as much', '0.1 more', '0.3 more than the league, per shot']

interface MarkProps {
  readonly hexagon: Hexagon
  readonly radius: number
  readonly most: number
  readonly league: number
  readonly chosen: boolean
  readonly choose: () => void
}

function spotText({ zone, makes, attempts, points }: Hexagon, league: number): string {
  return `${zone}: ${count(makes)} of ${count(attempts)}, ${fixed(perShot(points, attempts), 2)} points per shot, the league ${fixed(league, 2)}`
}

interface SpotsProps {
  /** What there is to say of each, the most frequent first. */
  readonly spots: readonly string[]
  readonly chosen: number | undefined
  readonly choose: (index: number) => void
}

/** Goes from spot to spot by keyboard, and says what the mouse is told on one. */
function Spots({ spots, chosen, choose }: SpotsProps): JSX.Element | null {
  if (spots.length === 0) return null
  const said = chosen === undefined ? 'point at a spot, or move this' : (spots[chosen] ?? '')
  return (
    <label class="field">
      spot by spot, the most frequent first{' '}
      <input
        type="range"
        min={0}
        max={spots.length - 1}
        value={chosen ?? 0}
        aria-valuetext={said}
        onFocus={() => choose(chosen ?? 0)}
        onInput={event => choose(Number(event.currentTarget.value))}
      />
      <output>{said}</output>
    </label>
  )
}

/** Distances from the hoop; along the court goes up. */
function Mark({ hexagon, radius, most, league, chosen, choose }: MarkProps): JSX.Element {
  const { x, y, attempts, points } = hexagon
  const size = radius * Math.max(0.3, Math.min(1, Math.sqrt(attempts / Math.min(most, 12))))
  const corners = [0, 1, 2, 3, 4, 5].map(corner => {
    const angle = (Math.PI / 3) * corner + Math.PI / 6
    return `${(x + size * Math.cos(angle)).toFixed(2)},${(-y - size * Math.sin(angle)).toFixed(2)}`
  })
  const more = perShot(points, attempts) - league
  const shade = STEPS.filter(step => more > step).length
  return (
    <polygon class={`hexagon shade-${shade}${chosen ? ' chosen' : ''}`} points={corners.join(' ')} onPointerEnter={choose}>
      <title>{spotText(hexagon, league)}</title>
    </polygon>
  )
}

/** Half a court in feet, the hoop at 0, 0. */
function Court({ children }: { readonly children: JSX.Element[] }): JSX.Element {
  return (
    <svg class="court" viewBox="-26.5 -42.5 53 48.5" role="img" aria-label="half a court with his shots; the table beside it has the numbers">
      {children}
      <path class="court-line" d="M-25 5.25H25V-41.75H-25ZM-8 5.25V-13.75H8V5.25M-6 -13.75A6 6 0 0 1 6 -13.75M-3 1.25H3" />
      <path class="court-line" d="M-22 5.25V-8.95A23.75 23.75 0 0 1 22 -8.95V5.25M-4 1.25V0A4 4 0 0 1 4 0V1.25" />
      <circle class="court-line" r={0.75} />
    </svg>
  )
}

function Key(): JSX.Element {
  return (
    <ul class="legend" aria-label="what the colours stand for">
      {SHADES.map((word, shade) => (
        <li key={word}>
          <svg class="swatch" viewBox="-1 -1 2 2" aria-hidden="true">
            <polygon class={`hexagon shade-${shade}`} points="0.87,0.5 0,1 -0.87,0.5 -0.87,-0.5 0,-1 0.87,-0.5" />
          </svg>{' '}
          {word}
        </li>
      ))}
    </ul>
  )
}

const zoneColumns: readonly Column<Zone>[] = [
  { label: 'zone', text: true, by: ({ zone }) => zone, show: ({ zone }) => zone },
  { label: 'made', by: ({ makes }) => makes, show: ({ makes }) => count(makes) },
  { label: 'of', by: ({ attempts }) => attempts, show: ({ attempts }) => count(attempts) },
  { label: 'share made', by: zone => perShot(zone.makes, zone.attempts), show: zone => share(perShot(zone.makes, zone.attempts)) },
  { label: 'points per shot', by: zone => perShot(zone.points, zone.attempts), show: zone => fixed(perShot(zone.points, zone.attempts), 2) },
  { label: 'the league', show: zone => fixed(perShot(zone.league_points, zone.league_attempts), 2) },
  {
    label: 'more',
    title: 'points per shot less the league’s',
    by: zone => perShot(zone.points, zone.attempts) - perShot(zone.league_points, zone.league_attempts),
    show: zone => signed(perShot(zone.points, zone.attempts) - perShot(zone.league_points, zone.league_attempts), 2),
  },
]
