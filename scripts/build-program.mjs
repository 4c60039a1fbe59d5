// Bundles the program and the library into dist: what starts loads a few files instead of hundreds, and only those of its command.
import { deepStrictEqual } from 'node:assert'
import { copyFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
/** Packages that every command needs: finding their files takes longer than running them, so they become part of the program. What loads the engine itself stays a package. */
const INSIDE = ['@duckdb/node-api', '@commander-js/extra-typings', 'commander']
const { resolve } = createRequire(import.meta.url)

const packagesInside = {
  name: 'packages-inside',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]store[\\/]duckdb[\\/]driver\.ts$/ }, () => ({
      contents: `export { default as duckdbDriver } from '@duckdb/node-api'`,
      resolveDir: root,
    }))
    for (const name of INSIDE) builder.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: resolve(name) }))
  },
}

/** Licences of what is inside lie beside it. */
function copyLicences(folder) {
  for (const name of INSIDE) {
    const file = resolve(name)
    const within = path.join('node_modules', ...name.split('/'))
    const licence = path.join(file.slice(0, file.lastIndexOf(within)), within, 'LICENSE')
    copyFileSync(licence, path.join(folder, `LICENSE.${name.replace('@', '').replace('/', '-')}`))
  }
}

/** What `*.evaluated.ts` export follows from the declarations alone: the values take the place of the file, so that no command works them out again. */
const evaluated = {
  name: 'evaluated',
  setup(builder) {
    builder.onLoad({ filter: /\.evaluated\.ts$/ }, async ({ path: file }) => {
      const { outputFiles } = await build({ entryPoints: [file], bundle: true, write: false, packages: 'external', format: 'esm', platform: 'node' })
      const module = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
      const constants = Object.entries(module).map(([name, value]) => {
        const text = JSON.stringify(value)
        deepStrictEqual(JSON.parse(text), value, `${name} of ${file} is not what JSON can write`)
        return `export const ${name} = ${text}`
      })
      return { contents: constants.join('\n') }
    })
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
    plugins: [packagesInside, evaluated],
    // `node:module` is a name that versions of Node.js do not know that are to be told they are too old.
    banner: { js: `import { createRequire as requireFrom } from 'module'; const require = requireFrom(import.meta.url)` },
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    legalComments: 'none',
    logLevel: 'warning',
  })
  copyLicences(path.join(folder, 'parts'))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleProgram(path.join(root, 'dist'))
