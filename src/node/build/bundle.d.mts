export declare function bundleCli(outdir: string): Promise<unknown>;
export declare function bundleServer(outdir: string): Promise<unknown>;
export declare function bundleExtension(outfile: string): Promise<unknown>;
export declare function bundleWebExtension(outdir: string): Promise<unknown>;
