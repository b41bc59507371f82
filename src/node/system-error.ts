/** What went wrong with a file, in words; undefined for an error that is none of the file system's. */
export function fileTrouble(error: unknown): string | undefined {
  const code = codeOf(error);
  return code === undefined
    ? undefined
    : (troubles[code] ?? (code.startsWith('E') ? `system error ${code}` : undefined));
}

const troubles: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'it is on a read-only file system',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links lead in a circle',
  EIO: 'the disk reports an error',
  EBUSY: 'another program uses it',
};

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
