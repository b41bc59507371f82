/** A file that an export made, to be stored or sent wherever its caller wants. */
export interface Artifact {
  /** A name to propose, without folders. */
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** `iris.region` becomes `iris` + `extension`. */
export function artifactName(sourcePath: string, extension: string): string {
  const name = sourcePath.split(/[/\\]/).at(-1) ?? '';
  return `${name.replace(/\.region$/, '') || 'network'}${extension}`;
}
