/** The files of the page by name. */
export declare function bundlePage(): Promise<[string, Uint8Array][]>
