/** Letters that Unicode does not decompose, in lower case, as English-language sites write them. */
const FOLDED: Readonly<Record<string, string>> = {
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ə: 'e',
  ƙ: 'k',
  ɓ: 'b',
  ɗ: 'd',
  ĸ: 'k',
}

/** The one normalised form of a player's name: letters without marks, lower case, `a-z0-9` only; a suffix stays. Empty when nothing is left. */
export function playerLookup(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\P{ASCII}/gu, letter => FOLDED[letter] ?? '')
    .replaceAll(/[^a-z0-9]/g, '')
}

/** What may stand behind a lookup of the same person at another source, as a plain regular expression. */
export const SUFFIX = '(jr|sr|ii|iii|iv|v)$'
