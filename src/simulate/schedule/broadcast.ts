import type { Day } from '../../calendar.ts'
import { weekdayOf } from '../dates.ts'
import type { Random } from '../random.ts'
import type { Zone } from '../teams.ts'

/** A national television network. */
export interface Network {
  readonly id: number
  readonly name: string
}

const espn: Network = { id: 3, name: 'ESPN' }
const abc: Network = { id: 1, name: 'ABC' }
const tnt: Network = { id: 10, name: 'TNT' }
const nbaTv: Network = { id: 7, name: 'NBA TV' }

// Sunday first.
const nights: readonly (readonly Network[])[] = [[abc, espn], [nbaTv], [tnt], [espn], [tnt], [espn], [abc, nbaTv]]

/** When a game starts and who shows it across the country. */
export interface Airtime {
  readonly tip: number
  readonly network: Network | undefined
}

const evenings: Readonly<Record<Zone, readonly number[]>> = {
  Eastern: [1140, 1140, 1170, 1170, 1200],
  Central: [1200, 1200, 1200, 1230, 1170],
  Mountain: [1260, 1260, 1230],
  Arizona: [1260, 1260, 1320],
  Pacific: [1320, 1320, 1320, 1350, 1290],
}
const matinees: Readonly<Record<Zone, readonly number[]>> = {
  Eastern: [720, 780, 900, 930, 1080],
  Central: [900, 930, 1140, 1020],
  Mountain: [930, 1020, 1200],
  Arizona: [930, 1200],
  Pacific: [930, 1140, 1290],
}

/** Draws tip-off (US Eastern) and network of a game at a venue in this zone. */
export function drawAirtime({ day, zone, playOffs }: { day: Day; zone: Zone; playOffs: boolean }, random: Random): Airtime {
  const weekday = weekdayOf(day)
  const early = (weekday === 0 && random.chance(0.45)) || (weekday === 6 && random.chance(0.2))
  const tip = random.pick((early ? matinees : evenings)[zone])
  const onAir = random.chance(playOffs ? 1 : 0.24)
  const choices = playOffs ? [espn, tnt, abc] : (nights[weekday] ?? [nbaTv])
  return { tip, network: onAir ? random.pick(choices) : undefined }
}
