import { seasonFiles } from './files/season-files.ts'
import type { SimulatedFile } from './files/simulated-file.ts'
import type { SimulationRequest } from './request.ts'
import { simulateSeasons } from './season.ts'

/** Raw files of seasons that could have been, season by season; holds one season in memory at a time. */
export function* simulate(request: SimulationRequest): Generator<SimulatedFile> {
  for (const season of simulateSeasons(request)) yield* seasonFiles(season)
}
