/** Whose data it is, and under which terms. */
export const TERMS: readonly string[] = [
  'backcourt fetch asks two hosts of the NBA for files that anybody can ask for:',
  '  cdn.nba.com             league schedule, live box scores, live play-by-play (the content network behind NBA.com)',
  '  ak-static.cms.nba.com   the official injury reports',
  'What they serve belongs to NBA Media Ventures, LLC and its licensors, not to Backcourt, whose licence covers its own code only.',
  'Its use is governed by the NBA.com Terms of Use, https://www.nba.com/termsofuse. They have rules for statistics in particular',
  '(among them attribution, and limits on commercial use and on games of chance), and they may change: read them, they bind you.',
  'Backcourt asks as itself, one request at a time and never faster than every 0.6 s, and stays away for an hour from a host that refuses.',
  'It hands nothing on: the files stay where you keep them.',
]
