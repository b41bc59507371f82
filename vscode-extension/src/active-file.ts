import { Uri, window } from 'vscode';

/** The file that a command is about: the one it was given (by a code lens or a menu), else the one in front. */
export function fileOf(given: unknown): Uri | undefined {
  if (given instanceof Uri) return given;
  if (typeof given === 'string') return Uri.parse(given);
  const document = window.activeTextEditor?.document;
  if (document?.languageId === 'region') return document.uri;
  void window.showInformationMessage('Open a .region file first.');
  return undefined;
}
