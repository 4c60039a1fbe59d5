import { render } from 'preact'
import { listen } from './live.ts'
import { listenToHistory } from './router.ts'
import { Shell } from './shell.tsx'
import { takeToken } from './token.ts'

takeToken()
listenToHistory()
listen()
render(<Shell />, document.body)
