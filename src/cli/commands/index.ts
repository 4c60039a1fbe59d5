import type { AddVerb } from '../verb.ts'
import { addApply } from './apply.ts'
import { addAsOf } from './asof.ts'
import { addBackfill } from './backfill.ts'
import { addChanges } from './changes.ts'
import { addCompletion } from './completion.ts'
import { addCoverage } from './coverage.ts'
import { addDemo } from './demo.ts'
import { addDoctor } from './doctor.ts'
import { addExport } from './export.ts'
import { addFormats } from './formats.ts'
import { addImport } from './import.ts'
import { addPlan } from './plan.ts'
import { addRemove } from './remove.ts'
import { addResume } from './resume.ts'
import { addRetry } from './retry.ts'
import { addRuns } from './runs.ts'
import { addSimulate } from './simulate.ts'
import { addSql } from './sql.ts'
import { addStatus } from './status.ts'
import { addTables } from './tables.ts'
import { addWhy } from './why.ts'

/** Every verb, in the order in which help lists them. A verb that is not listed here does not exist. */
export const verbs: readonly AddVerb[] = [
  addDemo,
  addSimulate,
  addImport,
  addRemove,
  addFormats,
  addPlan,
  addApply,
  addBackfill,
  addRetry,
  addResume,
  addCoverage,
  addWhy,
  addAsOf,
  addChanges,
  addRuns,
  addStatus,
  addTables,
  addSql,
  addExport,
  addDoctor,
  addCompletion,
]
