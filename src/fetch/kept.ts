import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { draftOf, writeWhole, type Writer } from '../whole-file.ts'
import type { GameState } from './body.ts'
import { KINDS, type Kind, type Resource } from './resources.ts'

/** A file as it came, and what came with it. */
export interface Version {
  /** Its name, in the folder of the sidecar. */
  readonly file: string
  readonly fetched_at: string
  readonly etag: string | null
  readonly last_modified: string | null
  /** SHA-256 of the bytes as they came. */
  readonly sha256: string
  readonly bytes: number
  /** How its game stood, of a box score. */
  readonly state: GameState | null
}

/** What stands in the sidecar of an address. */
interface Sidecar {
  readonly url: string
  /** When it was last asked. */
  readonly checked_at: string
  /** What it answered; null for no answer. */
  readonly status: number | null
  /** How often in a row it has answered in vain. */
  readonly failures: number
  /** Oldest first. */
  readonly versions: readonly Version[]
}

/** How an address stands. */
export interface Kept {
  readonly checkedAt: number
  /** When its bytes were last different; 0 without a file. */
  readonly changedAt: number
  readonly failures: number
  readonly state: GameState | undefined
  readonly newest: Version | undefined
}

/** An answer that is kept. */
export interface Arrived {
  readonly at: string
  readonly status: number
  readonly body: Uint8Array
  readonly headers: Readonly<Record<string, string>>
  readonly state: GameState | undefined
}

/** The files of a folder, one version beside the other; none is ever written over. */
export class KeptFiles {
  readonly #folder: string
  readonly #writer: Writer
  readonly #known = new Map<string, Sidecar | undefined>()

  constructor(folder: string, writer: Writer) {
    this.#folder = folder
    this.#writer = writer
  }

  /** How an address stands; undefined where it was never asked. */
  of(resource: Resource): Kept | undefined {
    const sidecar = this.#sidecar(resource)
    if (sidecar === undefined) return undefined
    const newest = sidecar.versions.at(-1)
    return {
      checkedAt: Date.parse(sidecar.checked_at),
      changedAt: newest === undefined ? 0 : Date.parse(newest.fetched_at),
      failures: sidecar.failures,
      state: newest?.state ?? undefined,
      newest,
    }
  }

  /** Full paths of the versions of an address, oldest first. */
  paths(resource: Resource): string[] {
    return (this.#sidecar(resource)?.versions ?? []).map(({ file }) => path.join(this.#folder, resource.folder, file))
  }

  /** Full paths of all files of a kind, the older version of an address first. */
  filesOf(kind: Kind): string[] {
    const top = path.join(this.#folder, KINDS[kind].folder)
    if (!existsSync(top)) return []
    const inside = readdirSync(top, { recursive: true, encoding: 'utf8', withFileTypes: true })
    return inside
      .filter(entry => entry.isFile() && !entry.name.startsWith('.'))
      .map(entry => path.join(entry.parentPath, entry.name))
      .toSorted()
  }

  /** The text of the newest version; undefined without one. */
  read(resource: Resource): string | undefined {
    const file = this.paths(resource).at(-1)
    return file === undefined ? undefined : gunzipSync(readFileSync(file)).toString('utf8')
  }

  /** Keeps what came, and says whether it is new. The sidecar is written first: a version whose file is missing was never there. */
  async keep(resource: Resource, arrived: Arrived): Promise<boolean> {
    const sha256 = createHash('sha256').update(arrived.body).digest('hex')
    const { at, status, body, headers, state = null } = arrived
    const versions = this.#sidecar(resource)?.versions ?? []
    const told = { etag: headers['etag'] ?? null, last_modified: headers['last-modified'] ?? null }
    const newest = versions.at(-1)
    const isNew = newest?.sha256 !== sha256
    const file = `${resource.stem}_${at.replaceAll(/[-:]|\.\d+/g, '')}.${KINDS[resource.kind].member === undefined ? 'pdf' : 'json.gz'}`
    const own: Version =
      isNew || newest === undefined ? { file, fetched_at: at, ...told, sha256, bytes: body.byteLength, state } : { ...newest, ...told }
    await this.#write(resource, {
      url: resource.address,
      checked_at: at,
      status,
      failures: 0,
      versions: [...(isNew ? versions : versions.slice(0, -1)), own],
    })
    if (isNew) await this.#whole(resource, own.file, file.endsWith('.gz') ? gzipSync(body) : body)
    return isNew
  }

  /** Notes that an address has nothing new. */
  async same(resource: Resource, at: string): Promise<void> {
    await this.#write(resource, {
      url: resource.address,
      checked_at: at,
      status: 304,
      failures: 0,
      versions: this.#sidecar(resource)?.versions ?? [],
    })
  }

  /** Notes that an address was asked in vain. */
  async failed(resource: Resource, at: string, status: number | null): Promise<void> {
    const { versions = [], failures = 0 } = this.#sidecar(resource) ?? {}
    await this.#write(resource, { url: resource.address, checked_at: at, status, failures: failures + 1, versions })
  }

  #sidecar(resource: Resource): Sidecar | undefined {
    if (!this.#known.has(resource.address)) this.#known.set(resource.address, this.#load(resource))
    return this.#known.get(resource.address)
  }

  #load(resource: Resource): Sidecar | undefined {
    const found = readJson(path.join(this.#folder, resource.folder, sidecarName(resource)))
    if (found?.url !== resource.address) return undefined
    const versions = found.versions.filter(({ file }) => existsSync(path.join(this.#folder, resource.folder, file)))
    // Whoever was stopped before the file was there has not asked.
    const isWhole = versions.at(-1) === found.versions.at(-1)
    return { ...found, versions, checked_at: isWhole ? found.checked_at : (versions.at(-1)?.fetched_at ?? NEVER) }
  }

  /** In one step; what the power takes away is asked for again. */
  async #write(resource: Resource, sidecar: Sidecar): Promise<void> {
    const draft = draftOf(await this.#place(resource, sidecarName(resource)), this.#writer)
    await writeFile(draft.file, `${JSON.stringify(sidecar, undefined, 2)}\n`)
    await rename(draft.file, draft.target)
    this.#known.set(resource.address, sidecar)
  }

  async #whole(resource: Resource, name: string, bytes: Uint8Array): Promise<void> {
    const target = await this.#place(resource, name)
    await writeWhole(draftOf(target, this.#writer), this.#writer, draft => writeFile(draft, bytes))
  }

  async #place(resource: Resource, name: string): Promise<string> {
    const folder = path.join(this.#folder, resource.folder)
    await mkdir(folder, { recursive: true })
    return path.join(folder, name)
  }
}

/** Files that begin with a dot are no files of a feed: `import` leaves them out. */
function sidecarName({ stem }: Resource): string {
  return `.${stem}.meta.json`
}

const NEVER = '1970-01-01T00:00:00.000Z'

function readJson(file: string): Sidecar | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Sidecar
  } catch {
    return undefined
  }
}
