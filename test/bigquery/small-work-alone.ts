import { doSmallWork, type SmallWork } from './small-work.ts'

/** The work in a process of its own, which can be killed. */
await doSmallWork(JSON.parse(process.argv[2] ?? '') as SmallWork)
