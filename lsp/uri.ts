const parts = /^([a-z][a-z0-9+.-]*:(?:\/\/[^/]*)?)([^?#]*)/i;

/** The path in a URI, decoded: how a document is called in spans and imports. */
export function pathOf(uri: string): string {
  const path = parts.exec(uri)?.[2] ?? uri;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The URI of a path in the place where the document `beside` lives. */
export function uriOf(path: string, beside: string): string {
  const place = parts.exec(beside)?.[1] ?? '';
  return place + path.split('/').map(encodeURIComponent).join('/');
}
