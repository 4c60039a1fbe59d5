/** A team under one name: its code, its city and its name in the seasons that started in these years. */
export interface TeamEra {
  readonly code: string
  readonly city: string
  readonly name: string
  readonly first: number
  /** Undefined for the name of today. */
  readonly last?: number
}

/** A team through all its names; the NBA's team id is the franchise. */
export interface Franchise {
  readonly id: number
  readonly eras: readonly TeamEra[]
}

/** `[first, last, code, city, name]`, oldest first; the last one has no last season. */
type Era = readonly [first: number, last: number | undefined, code: string, city: string, name: string]

function franchise(id: number, ...eras: readonly Era[]): Franchise {
  return { id, eras: eras.map(([first, last, code, city, name]) => ({ code, city, name, first, ...(last === undefined ? {} : { last }) })) }
}

/** The 30 franchises with the names that they have had, by NBA team id. */
export const franchises: readonly Franchise[] = [
  franchise(
    1610612737,
    [1949, 1950, 'TRI', 'Tri-Cities', 'Blackhawks'],
    [1951, 1954, 'MLH', 'Milwaukee', 'Hawks'],
    [1955, 1967, 'STL', 'St. Louis', 'Hawks'],
    [1968, undefined, 'ATL', 'Atlanta', 'Hawks'],
  ),
  franchise(1610612738, [1946, undefined, 'BOS', 'Boston', 'Celtics']),
  franchise(1610612739, [1970, undefined, 'CLE', 'Cleveland', 'Cavaliers']),
  franchise(
    1610612740,
    [2002, 2004, 'NOH', 'New Orleans', 'Hornets'],
    [2005, 2006, 'NOK', 'New Orleans/Oklahoma City', 'Hornets'],
    [2007, 2012, 'NOH', 'New Orleans', 'Hornets'],
    [2013, undefined, 'NOP', 'New Orleans', 'Pelicans'],
  ),
  franchise(1610612741, [1966, undefined, 'CHI', 'Chicago', 'Bulls']),
  franchise(1610612742, [1980, undefined, 'DAL', 'Dallas', 'Mavericks']),
  franchise(1610612743, [1976, undefined, 'DEN', 'Denver', 'Nuggets']),
  franchise(
    1610612744,
    [1946, 1961, 'PHW', 'Philadelphia', 'Warriors'],
    [1962, 1970, 'SFW', 'San Francisco', 'Warriors'],
    [1971, undefined, 'GSW', 'Golden State', 'Warriors'],
  ),
  franchise(1610612745, [1967, 1970, 'SDR', 'San Diego', 'Rockets'], [1971, undefined, 'HOU', 'Houston', 'Rockets']),
  franchise(
    1610612746,
    [1970, 1977, 'BUF', 'Buffalo', 'Braves'],
    [1978, 1983, 'SDC', 'San Diego', 'Clippers'],
    [1984, undefined, 'LAC', 'Los Angeles', 'Clippers'],
  ),
  franchise(1610612747, [1948, 1959, 'MNL', 'Minneapolis', 'Lakers'], [1960, undefined, 'LAL', 'Los Angeles', 'Lakers']),
  franchise(1610612748, [1988, undefined, 'MIA', 'Miami', 'Heat']),
  franchise(1610612749, [1968, undefined, 'MIL', 'Milwaukee', 'Bucks']),
  franchise(1610612750, [1989, undefined, 'MIN', 'Minnesota', 'Timberwolves']),
  franchise(
    1610612751,
    [1976, 1976, 'NYN', 'New York', 'Nets'],
    [1977, 2011, 'NJN', 'New Jersey', 'Nets'],
    [2012, undefined, 'BKN', 'Brooklyn', 'Nets'],
  ),
  franchise(1610612752, [1946, undefined, 'NYK', 'New York', 'Knicks']),
  franchise(1610612753, [1989, undefined, 'ORL', 'Orlando', 'Magic']),
  franchise(1610612754, [1976, undefined, 'IND', 'Indiana', 'Pacers']),
  franchise(1610612755, [1949, 1962, 'SYR', 'Syracuse', 'Nationals'], [1963, undefined, 'PHI', 'Philadelphia', '76ers']),
  franchise(1610612756, [1968, undefined, 'PHX', 'Phoenix', 'Suns']),
  franchise(1610612757, [1970, undefined, 'POR', 'Portland', 'Trail Blazers']),
  franchise(
    1610612758,
    [1948, 1956, 'ROC', 'Rochester', 'Royals'],
    [1957, 1971, 'CIN', 'Cincinnati', 'Royals'],
    [1972, 1974, 'KCO', 'Kansas City-Omaha', 'Kings'],
    [1975, 1984, 'KCK', 'Kansas City', 'Kings'],
    [1985, undefined, 'SAC', 'Sacramento', 'Kings'],
  ),
  franchise(1610612759, [1976, undefined, 'SAS', 'San Antonio', 'Spurs']),
  franchise(1610612760, [1967, 2007, 'SEA', 'Seattle', 'SuperSonics'], [2008, undefined, 'OKC', 'Oklahoma City', 'Thunder']),
  franchise(1610612761, [1995, undefined, 'TOR', 'Toronto', 'Raptors']),
  franchise(1610612762, [1974, 1978, 'NOJ', 'New Orleans', 'Jazz'], [1979, undefined, 'UTA', 'Utah', 'Jazz']),
  franchise(1610612763, [1995, 2000, 'VAN', 'Vancouver', 'Grizzlies'], [2001, undefined, 'MEM', 'Memphis', 'Grizzlies']),
  franchise(
    1610612764,
    [1961, 1961, 'CHP', 'Chicago', 'Packers'],
    [1962, 1962, 'CHZ', 'Chicago', 'Zephyrs'],
    [1963, 1972, 'BAL', 'Baltimore', 'Bullets'],
    [1973, 1973, 'CAP', 'Capital', 'Bullets'],
    [1974, 1996, 'WSB', 'Washington', 'Bullets'],
    [1997, undefined, 'WAS', 'Washington', 'Wizards'],
  ),
  franchise(1610612765, [1948, 1956, 'FTW', 'Fort Wayne', 'Pistons'], [1957, undefined, 'DET', 'Detroit', 'Pistons']),
  franchise(
    1610612766,
    [1988, 2001, 'CHH', 'Charlotte', 'Hornets'],
    [2004, 2013, 'CHA', 'Charlotte', 'Bobcats'],
    [2014, undefined, 'CHA', 'Charlotte', 'Hornets'],
  ),
]

/** What a franchise is called today. */
export function today({ eras }: Franchise): TeamEra {
  const last = eras.at(-1)
  if (last === undefined) throw new TypeError('expected a franchise with a name')
  return last
}

/** City and name of the team of a code, by its newest; undefined for no code of a team. */
export function fullName(code: string): string | undefined {
  const era = franchises.flatMap(({ eras }) => eras).findLast(each => each.code === code)
  return era === undefined ? undefined : `${era.city} ${era.name}`
}

/** Codes of other sources for teams of today, and those that the statistics service uses for old seasons. */
export const otherCodes: Readonly<Record<string, string>> = {
  BRK: 'BKN',
  CHO: 'CHA',
  PHO: 'PHX',
  GS: 'GSW',
  NO: 'NOP',
  NY: 'NYK',
  SA: 'SAS',
  UTAH: 'UTA',
  WSH: 'WAS',
  GOS: 'GSW',
  PHL: 'PHI',
  SAN: 'SAS',
  UTH: 'UTA',
}

/** Other names that teams of today go by. */
export const otherNames: Readonly<Record<string, string>> = { 'LA Clippers': 'LAC', 'LA Lakers': 'LAL', 'Portland Trailblazers': 'POR' }
