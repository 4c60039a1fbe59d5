import { seasonFiles } from './files/season-files.ts'
import type { SimulatedFile } from './files/simulated-file.ts'
import { networkFiles } from './network/network-files.ts'
import type { SimulationRequest } from './request.ts'
import { simulateSeasons } from './season.ts'

/** Raw files of seasons that could have been, season by season; holds one season in memory at a time. */
export function* simulate(request: SimulationRequest): Generator<SimulatedFile> {
  const asFiles = request.as !== 'content-network'
  for (const season of simulateSeasons(request)) yield* asFiles ? seasonFiles(season) : networkFiles(season, request.until)
}
