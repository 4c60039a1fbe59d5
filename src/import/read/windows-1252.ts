/** Where Windows-1252 differs from Latin-1: the characters of the bytes 0x80 to 0x9F. Five of them are none, and stay as they are. */
const SPECIAL = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ'

const BYTES = new Map(Array.from(SPECIAL, (character, place) => [character, 0x80 + place]))

/** Bytes as Windows-1252 text. The runtime's own decoder takes it for Latin-1 in some versions. */
export function fromWindows1252(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll(/[\u0080-\u009F]/g, character => SPECIAL[(character.codePointAt(0) ?? 0) - 0x80] ?? character)
}

/** Text as bytes of Windows-1252, or of Latin-1; undefined where it has other characters. */
export function toWindows1252(text: string): Buffer | undefined {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const byte = code < 0x1_00 ? code : BYTES.get(character)
    if (byte === undefined) return undefined
    bytes.push(byte)
  }
  return Buffer.from(bytes)
}
