import { BackcourtError } from '../errors.ts'
import type { EngineSettings } from './open-store.ts'
import type { Session } from './session.ts'

/** The settings of the engine that the environment names; `--help` lists them. Throws `usage`. */
export function engineSettings(session: Session): EngineSettings {
  const setting = (name: string): string | undefined => session.world.env[name] || undefined
  const threads = setting('BACKCOURT_THREADS')
  const memoryLimit = setting('BACKCOURT_MEMORY_LIMIT')
  const temporary = setting('BACKCOURT_TEMP')
  if (threads !== undefined && !/^[1-9]\d{0,3}$/.test(threads)) throw badSetting('BACKCOURT_THREADS', threads, 'a whole number from 1 on, as 2')
  if (memoryLimit !== undefined && !/^\d+(?:\.\d+)? ?[KMGT]i?B$/i.test(memoryLimit))
    throw badSetting('BACKCOURT_MEMORY_LIMIT', memoryLimit, 'a size, as 500MB or 4GB')
  return {
    ...(threads === undefined ? {} : { threads: Number(threads) }),
    ...(memoryLimit === undefined ? {} : { memoryLimit }),
    ...(temporary === undefined ? {} : { temporary: session.pathOf(temporary) }),
    tell: line => session.tell(line),
  }
}

function badSetting(name: string, value: string, expected: string): BackcourtError {
  return new BackcourtError('usage', `${name} is ${value}: expected ${expected}`, { where: name, next: `unset ${name}, or set it to ${expected}` })
}
