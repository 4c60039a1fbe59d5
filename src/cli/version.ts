import { readFileSync } from 'node:fs'

const MANIFEST = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { readonly version: string }

/** The version of Backcourt, from its package.json. */
export function version(): string {
  return MANIFEST.version
}
