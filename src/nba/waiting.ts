/** Inputs that no feed can give yet; columns that need one are NULL and say so. */
export const WAITING = {
  playByPlay: 'play-by-play',
  shots: 'play-by-play or shots',
  propLines: 'prop lines',
  gameLines: 'game lines',
  injuryReports: 'injury reports',
  arenas: 'arenas',
  referees: 'referee assignments',
  rosters: 'rosters',
  publicBetting: 'public betting shares',
} as const
