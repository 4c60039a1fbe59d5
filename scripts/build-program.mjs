// Bundles the program and the library into dist: what starts loads a few files instead of hundreds, and only those of its command.
import { rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** Writes the program into a folder below the root, whose packages it then finds. Files find the page and the manifest from wherever they are put: two folders below the root. */
export async function bundleProgram(folder) {
  rmSync(folder, { recursive: true, force: true })
  await build({
    entryPoints: { 'cli/bin': path.join(root, 'src', 'cli', 'bin.ts'), index: path.join(root, 'src', 'index.ts') },
    outdir: folder,
    chunkNames: 'parts/[name]-[hash]',
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    legalComments: 'none',
    logLevel: 'warning',
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleProgram(path.join(root, 'dist'))
