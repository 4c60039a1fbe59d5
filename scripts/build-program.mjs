// Bundles the program and the library into dist: what starts loads a few files instead of hundreds, and only those of its command.
import { copyFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
/** The file that the driver's package starts with, and its licence. */
const DRIVER = createRequire(import.meta.url).resolve('@duckdb/node-api')
const LICENCE = path.join(path.dirname(path.dirname(DRIVER)), 'LICENSE')

/** The database driver is a hundred small files, which take longer to find than to run: they become part of the program. What loads the engine itself stays a package. */
const driverInside = {
  name: 'driver-inside',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]store[\\/]duckdb[\\/]driver\.ts$/ }, () => ({
      contents: `export { default as duckdbDriver } from '@duckdb/node-api'`,
      resolveDir: root,
    }))
    builder.onResolve({ filter: /^@duckdb\/node-api$/ }, () => ({ path: DRIVER }))
  },
}

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
    plugins: [driverInside],
    // `node:module` is a name that versions of Node.js do not know that are to be told they are too old.
    banner: { js: `import { createRequire as requireFrom } from 'module'; const require = requireFrom(import.meta.url)` },
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    legalComments: 'none',
    logLevel: 'warning',
  })
  copyFileSync(LICENCE, path.join(folder, 'parts', 'LICENSE.duckdb-node-api'))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleProgram(path.join(root, 'dist'))
