/** Clocks of the league, as its schedules call them; clocks elsewhere are told by their hours from UTC. */
export const clocks: Readonly<Record<string, string>> = {
  'America/New_York': 'ET',
  'America/Toronto': 'ET',
  'America/Detroit': 'ET',
  'America/Indiana/Indianapolis': 'ET',
  'America/Chicago': 'CT',
  'America/Denver': 'MT',
  'America/Phoenix': 'MST',
  'America/Los_Angeles': 'PT',
  'America/Vancouver': 'PT',
}
