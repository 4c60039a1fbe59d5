import type { Random } from '../random.ts'
import { firstNames, lastNames, nameSuffixes } from './names.ts'
import { drawSkills, type Player, type Position } from './player.ts'

/** Hands out names and ids of persons, each once, across all seasons of a simulation. */
export interface Registry {
  create(wish: PlayerWish, random: Random): Player
}

/** What a new person shall be. */
export interface PlayerWish {
  readonly position: Position
  readonly talent: number
  readonly season: number
  readonly rookieSeason: number
  readonly age: number
  readonly outAllSeason?: boolean
  /** Whether the two sources know him by two different first names. */
  readonly otherFirstName?: boolean
}

interface Spelling {
  readonly nba: string
  readonly bref: string
}

// Ids of real persons end far below: an invented player never carries one of them.
const firstInventedId = 1_700_001

/** A registry in which nobody is known yet. */
export function createRegistry(): Registry {
  const takenNames = new Set<string>()
  const takenBrefIds = new Map<string, number>()
  let nextId = firstInventedId
  return {
    create(wish, random) {
      const spelling = drawSpelling(takenNames, wish.otherFirstName ?? false, random)
      return {
        nbaId: nextId++,
        nbaName: spelling.nba,
        brefId: brefIdOf(spelling.bref, takenBrefIds),
        brefName: spelling.bref,
        position: wish.position,
        rookieSeason: wish.rookieSeason,
        birthYear: wish.season - wish.age,
        skills: drawSkills(wish.position, wish.talent, random),
        outAllSeason: wish.outAllSeason ?? false,
      }
    },
  }
}

/** A name without marks: `Łukasz Đurić` as `Lukasz Duric`. */
export function withoutMarks(name: string): string {
  const folded = name.replace(/[ŁłĐđØøß]/g, letter => foldedLetters[letter] ?? letter)
  return folded.normalize('NFKD').replace(/\p{M}/gu, '')
}

/** The letters and digits of a name in lower case, without marks. */
export function bareName(name: string): string {
  return withoutMarks(name)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}

const foldedLetters: Readonly<Record<string, string>> = { Ł: 'L', ł: 'l', Đ: 'D', đ: 'd', Ø: 'O', ø: 'o', ß: 'ss' }

// A stem (the name without suffix) is given once, so that one lookup never means two persons.
function drawSpelling(takenNames: Set<string>, otherFirstName: boolean, random: Random): Spelling {
  for (;;) {
    const last = random.pick(lastNames)
    const first = random.pick(firstNames)
    const other = otherFirstName ? random.pick(firstNames) : first
    const stems = [...new Set([bareName(`${first} ${last}`), bareName(`${other} ${last}`)])]
    if (stems.length !== (otherFirstName ? 2 : 1) || stems.some(stem => takenNames.has(stem))) continue
    for (const stem of stems) takenNames.add(stem)
    if (otherFirstName) return { nba: `${first} ${last}`, bref: `${other} ${last}` }
    return spelled(`${first} ${last}`, random)
  }
}

function spelled(name: string, random: Random): Spelling {
  if (random.chance(0.09)) {
    const suffixed = `${name} ${random.pick(nameSuffixes)}`
    const way = random.next()
    if (way < 0.35) return { nba: suffixed, bref: name }
    return way < 0.42 ? { nba: name, bref: suffixed } : { nba: suffixed, bref: suffixed }
  }
  const plain = withoutMarks(name)
  if (plain !== name && random.chance(0.4)) return { nba: plain, bref: name }
  return { nba: name, bref: name }
}

function brefIdOf(name: string, taken: Map<string, number>): string {
  const [first = '', ...rest] = name.split(' ').filter(word => !nameSuffixes.includes(word))
  const stem = bareName(rest.join('')).slice(0, 5) + bareName(first).slice(0, 2)
  const number = (taken.get(stem) ?? 0) + 1
  taken.set(stem, number)
  return `${stem}${String(number).padStart(2, '0')}`
}
