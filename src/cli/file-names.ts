/** `dir/iris.region` or `dir/iris.safetensors` becomes `iris` + suffix + `.safetensors` in the current folder. */
export function networkName(path: string, suffix: string): string {
  return `${stem(path)}${suffix}.safetensors`;
}

/** The file's name without folders and ending; `network` for standard input. */
export function stem(path: string): string {
  const name = path.split(/[/\\]/).at(-1) ?? '';
  return name.replace(/\.(region|safetensors)$/i, '').replace(/^-?$/, 'network');
}
