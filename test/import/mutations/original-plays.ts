import { type Game, MIL } from './stage.ts'

type Document = (game: Game) => unknown

const ROW = { scoreHome: '0', scoreAway: '0', shotDistance: 0, personId: 0, description: '', teamTricode: 'MIL' }

/** The live play-by-play. */
export const livePlays: Document = ({ id, day, people: [one, two, three] }) => ({
  meta: { version: 1, code: 200 },
  game: {
    gameId: id,
    actions: [
      { actionNumber: 2, clock: 'PT12M00.00S', period: 1, actionType: 'period', subType: 'start', qualifiers: [] },
      {
        actionNumber: 7,
        clock: 'PT11M40.00S',
        period: 1,
        actionType: '3pt',
        subType: 'Jump Shot',
        personId: one.id,
        assistPersonId: two.id,
        shotDistance: 24.11,
        shotResult: 'Made',
        scoreHome: '3',
        qualifiers: ['pointsinthepaint'],
      },
      {
        actionNumber: 9,
        clock: 'PT11M20.00S',
        period: 1,
        actionType: '2pt',
        subType: 'Layup',
        personId: two.id,
        blockPersonId: three.id,
        shotDistance: 3.2,
        shotResult: 'Missed',
        scoreHome: '3',
        qualifiers: [],
      },
    ].map(action => ({ ...ROW, orderNumber: action.actionNumber * 10_000, timeActual: `${day}T23:40:00.0Z`, ...action })),
  },
})

/** That of the statistics service. */
export const playsV3: Document = ({ id, people: [one, two] }) => ({
  meta: { version: 1 },
  game: {
    gameId: id,
    actions: [
      { actionNumber: 2, clock: 'PT12M00.00S', actionType: 'period', subType: 'start' },
      {
        actionNumber: 7,
        clock: 'PT11M40.00S',
        actionType: 'Made Shot',
        subType: 'Jump Shot',
        personId: one.id,
        playerName: one.last,
        shotDistance: 24,
        shotResult: 'Made',
        shotValue: 3,
        isFieldGoal: 1,
        description: `Archer 24' 3PT Jump Shot (3 PTS) (${two.last} 1 AST)`,
        scoreHome: '3',
      },
      {
        actionNumber: 9,
        clock: 'PT11M20.00S',
        actionType: 'Missed Shot',
        subType: 'Layup',
        personId: two.id,
        playerName: two.last,
        shotDistance: 3,
        shotResult: 'Missed',
        shotValue: 2,
        isFieldGoal: 1,
        description: 'MISS Layup',
      },
    ].map((action, place) => ({
      actionId: place + 1,
      period: 1,
      teamId: MIL.id,
      playerName: '',
      shotResult: '',
      shotValue: 0,
      isFieldGoal: 0,
      ...ROW,
      ...action,
    })),
  },
})
