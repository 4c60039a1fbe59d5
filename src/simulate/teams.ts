/** Time zone of a venue, as far as tip-offs need it. */
export type Zone = 'Eastern' | 'Central' | 'Mountain' | 'Arizona' | 'Pacific'

/** The IANA name of a zone. */
const zoneNames: Readonly<Record<Zone, string>> = {
  Eastern: 'America/New_York',
  Central: 'America/Chicago',
  Mountain: 'America/Denver',
  Arizona: 'America/Phoenix',
  Pacific: 'America/Los_Angeles',
}

/** Half of the league. */
export type Conference = 'East' | 'West'

/** A place where games are played. */
export interface Arena {
  readonly name: string
  readonly city: string
  /** Two-letter state or province; empty outside the United States and Canada. */
  readonly state: string
  /** State or country as Basketball-Reference writes it. */
  readonly region: string
  readonly capacity: number
  readonly zone: Zone
  /** Degrees north and, negative, west. */
  readonly latitude: number
  readonly longitude: number
}

/** One of the 30 teams. */
export interface Team {
  readonly id: number
  readonly tricode: string
  readonly brefCode: string
  readonly city: string
  readonly nickname: string
  readonly slug: string
  readonly conference: Conference
  readonly division: number
  readonly arena: Arena
}

/** The team's name in league game logs: `LA Clippers`. */
export function teamName(team: Team): string {
  return `${team.city} ${team.nickname}`
}

/** The team's name at Basketball-Reference: `Los Angeles Clippers`. */
export function brefTeamName(team: Team): string {
  return team.tricode === 'LAC' ? 'Los Angeles Clippers' : teamName(team)
}

/** Where a team plays at home in a season. */
export function homeArena(team: Team, season: number): Arena {
  return team.tricode === 'LAC' && season < 2024 ? sharedArena : team.arena
}

/** A place for a game abroad. */
export const mexicoCityArena: Arena = {
  name: 'Mexico City Arena',
  city: 'Mexico City',
  state: '',
  region: 'Mexico',
  capacity: 20_160,
  zone: 'Central',
  latitude: 19.4967,
  longitude: -99.1757,
}

/** The IANA name of the zone in which an arena stands. */
export function timeZoneOf(arena: Arena): string {
  return arena === mexicoCityArena ? 'America/Mexico_City' : zoneNames[arena.zone]
}

const sharedArena: Arena = {
  name: 'Crypto.com Arena',
  city: 'Los Angeles',
  state: 'CA',
  region: 'California',
  capacity: 18_997,
  zone: 'Pacific',
  latitude: 34.043,
  longitude: -118.2673,
}

// id, tricode, city, nickname, arena, arena's city, state, region, capacity, zone, division, latitude, longitude
const rows = `
1610612738|BOS|Boston|Celtics|TD Garden|Boston|MA|Massachusetts|19156|Eastern|0|42.3662|-71.0621
1610612743|DEN|Denver|Nuggets|Ball Arena|Denver|CO|Colorado|19520|Mountain|3|39.7487|-105.0077
1610612749|MIL|Milwaukee|Bucks|Fiserv Forum|Milwaukee|WI|Wisconsin|17341|Central|1|43.0435|-87.9167
1610612747|LAL|Los Angeles|Lakers|Crypto.com Arena|Los Angeles|CA|California|18997|Pacific|4|34.043|-118.2673
1610612751|BKN|Brooklyn|Nets|Barclays Center|Brooklyn|NY|New York|17732|Eastern|0|40.6826|-73.9754
1610612744|GSW|Golden State|Warriors|Chase Center|San Francisco|CA|California|18064|Pacific|4|37.7679|-122.3873
1610612748|MIA|Miami|Heat|Kaseya Center|Miami|FL|Florida|19600|Eastern|2|25.7814|-80.187
1610612756|PHX|Phoenix|Suns|Footprint Center|Phoenix|AZ|Arizona|17071|Arizona|4|33.4457|-112.0712
1610612752|NYK|New York|Knicks|Madison Square Garden|New York|NY|New York|19812|Eastern|0|40.7505|-73.9934
1610612742|DAL|Dallas|Mavericks|American Airlines Center|Dallas|TX|Texas|19200|Central|5|32.7906|-96.8103
1610612741|CHI|Chicago|Bulls|United Center|Chicago|IL|Illinois|20917|Central|1|41.8807|-87.6742
1610612762|UTA|Utah|Jazz|Delta Center|Salt Lake City|UT|Utah|18206|Mountain|3|40.7683|-111.9011
1610612755|PHI|Philadelphia|76ers|Wells Fargo Center|Philadelphia|PA|Pennsylvania|20478|Eastern|0|39.9012|-75.172
1610612763|MEM|Memphis|Grizzlies|FedExForum|Memphis|TN|Tennessee|17794|Central|5|35.1382|-90.0505
1610612761|TOR|Toronto|Raptors|Scotiabank Arena|Toronto|ON|Canada|19800|Eastern|0|43.6434|-79.3791
1610612757|POR|Portland|Trail Blazers|Moda Center|Portland|OR|Oregon|19393|Pacific|3|45.5316|-122.6668
1610612739|CLE|Cleveland|Cavaliers|Rocket Mortgage FieldHouse|Cleveland|OH|Ohio|19432|Eastern|1|41.4965|-81.6882
1610612746|LAC|LA|Clippers|Intuit Dome|Inglewood|CA|California|18000|Pacific|4|33.9448|-118.3417
1610612737|ATL|Atlanta|Hawks|State Farm Arena|Atlanta|GA|Georgia|17608|Eastern|2|33.7573|-84.3963
1610612750|MIN|Minnesota|Timberwolves|Target Center|Minneapolis|MN|Minnesota|18798|Central|3|44.9795|-93.276
1610612766|CHA|Charlotte|Hornets|Spectrum Center|Charlotte|NC|North Carolina|19077|Eastern|2|35.2251|-80.8392
1610612740|NOP|New Orleans|Pelicans|Smoothie King Center|New Orleans|LA|Louisiana|16867|Central|5|29.949|-90.0821
1610612753|ORL|Orlando|Magic|Kia Center|Orlando|FL|Florida|18846|Eastern|2|28.5392|-81.3839
1610612759|SAS|San Antonio|Spurs|Frost Bank Center|San Antonio|TX|Texas|18418|Central|5|29.427|-98.4375
1610612764|WAS|Washington|Wizards|Capital One Arena|Washington|DC|District of Columbia|20356|Eastern|2|38.8981|-77.0209
1610612758|SAC|Sacramento|Kings|Golden 1 Center|Sacramento|CA|California|17608|Pacific|4|38.5816|-121.4999
1610612765|DET|Detroit|Pistons|Little Caesars Arena|Detroit|MI|Michigan|20332|Eastern|1|42.3411|-83.0553
1610612760|OKC|Oklahoma City|Thunder|Paycom Center|Oklahoma City|OK|Oklahoma|18203|Central|3|35.4634|-97.5151
1610612754|IND|Indiana|Pacers|Gainbridge Fieldhouse|Indianapolis|IN|Indiana|17923|Eastern|1|39.764|-86.1555
1610612745|HOU|Houston|Rockets|Toyota Center|Houston|TX|Texas|18055|Central|5|29.7508|-95.3621`

const brefCodes: Readonly<Record<string, string>> = { BKN: 'BRK', CHA: 'CHO', PHX: 'PHO' }
const slugs: Readonly<Record<string, string>> = { PHI: 'sixers', POR: 'blazers' }

function teamOf(row: string): Team {
  const [id = '', tricode = '', city = '', nickname = '', ...home] = row.split('|')
  const [name = '', town = '', state = '', region = '', capacity = '', zone = '', division = '', latitude = '', longitude = ''] = home
  const place = { latitude: Number(latitude), longitude: Number(longitude) }
  return {
    id: Number(id),
    tricode,
    brefCode: brefCodes[tricode] ?? tricode,
    city,
    nickname,
    slug: slugs[tricode] ?? nickname.toLowerCase(),
    conference: Number(division) < 3 ? 'East' : 'West',
    division: Number(division),
    arena: { name, city: town, state, region, capacity: Number(capacity), zone: zone as Zone, ...place },
  }
}

/** The 30 teams, East and West in turn, so that the first `n` of them are half of each. */
export const allTeams: readonly Team[] = rows.trim().split('\n').map(teamOf)
