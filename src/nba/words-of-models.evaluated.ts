import { models } from './models/index.ts'
import { wordsBehind } from './words.ts'

/** Every word of the queries of models and of what these read. */
export const wordsOfModels: readonly string[] = [...new Set(models.flatMap(model => [model.query, model.expected]).flatMap(wordsBehind))].toSorted()
