/** Writes the program and the library into a folder below the root, replacing what is there. */
export declare function bundleProgram(folder: string): Promise<void>
