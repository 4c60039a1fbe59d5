import { describe, expect, it } from 'vitest'
import { playerLookup } from '../../src/nba/player-lookup.ts'

describe('playerLookup', () => {
  it.each([
    ['LeBron James', 'lebronjames'],
    ['Jaren Jackson Jr.', 'jarenjacksonjr'],
    ["De'Aaron Fox", 'deaaronfox'],
    ['Nikola Jokić', 'nikolajokic'],
    ['Dennis Schröder', 'dennisschroder'],
    ['Kristaps Porziņģis', 'kristapsporzingis'],
    ['Łukasz Øvergård', 'lukaszovergard'],
    ['Đorđe Þórsson', 'dordethorsson'],
    ['Ömer Aşık', 'omerasik'],
    ['İlkan Karaman', 'ilkankaraman'],
    ['Æsir Œuvre Straße ẞ', 'aesiroeuvrestrassess'],
    ['ﬁne ＡＢＣ ²', 'fineabc2'],
    ['P.J. Tucker  III', 'pjtuckeriii'],
    ['Shai Gilgeous-Alexander', 'shaigilgeousalexander'],
  ])('%s', (name, lookup) => {
    expect(playerLookup(name)).toBe(lookup)
  })

  it('is the same for composed and decomposed spellings, and for its own result', () => {
    expect(playerLookup('Luka Dončić'.normalize('NFD'))).toBe(playerLookup('Luka Dončić'.normalize('NFC')))
    expect(playerLookup(playerLookup('Luka Dončić'))).toBe('lukadoncic')
  })

  it('is empty when nothing is left', () => {
    expect(playerLookup(' — ')).toBe('')
  })
})
