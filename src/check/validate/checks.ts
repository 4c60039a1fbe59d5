import type { Check } from './check.ts'
import { countChecks } from './counts.ts'
import { keyChecks } from './keys.ts'
import { limitChecks } from './limits.ts'
import { mirrorChecks } from './mirrors.ts'
import { windowChecks } from './windows.ts'

/** Every check of stored rows. A check that is not listed here does not exist. */
export const checks: readonly Check[] = [...keyChecks, ...countChecks, ...mirrorChecks, ...limitChecks, ...windowChecks]
