import { render } from 'preact'
import { listenToDrops } from './dropped.ts'
import { listen } from './live.ts'
import { listenToHistory } from './router.ts'
import { Shell } from './shell.tsx'
import { takeToken } from './token.ts'

takeToken()
listenToHistory()
listen()
listenToDrops()
render(<Shell />, document.body)
