import { draftClasses } from './classes.ts';
import { composePage, type Draft } from './page.ts';
import type { Picture, PictureInput, PictureOptions } from './picture.ts';
import { draftProfile } from './profile.ts';
import { draftSet, draftSets, mostPanels, setsHeight } from './sets.ts';
import type { Box } from './sheet.ts';
import { chooseSlice, sliceText } from './slice.ts';

/** The picture of a subject: its classes or its sets over two inputs, or its profile along one. */
export function plot(given: PictureInput, options: PictureOptions = {}): Picture {
  const { height = 480, theme = 'auto', style = 'fills', levels } = options;
  const input = levels ? { ...given, levels } : given;
  const { subject, title, doc = '' } = input;
  const width = Math.max(240, Math.round(options.width ?? 640));
  const slice = chooseSlice(input, options);
  const notes = [sliceText(input.inputs, slice), panelNote(input)];
  const page = { width, height, theme, title, doc, note: notes.filter((note) => note !== '').join(' ') };
  if (subject.names.length === 0) return composePage(page, emptyDraft);
  if (slice.axes.length === 1) return composePage(page, (area) => draftProfile(input, slice, area));
  if (subject.kind === 'classes') {
    return composePage(page, (area) => draftClasses(input, subject, slice, style, area));
  }
  if (subject.names.length === 1) return composePage(page, (area) => draftSet(input, subject, slice, style, area));
  const draft = (area: Box): Draft => draftSets(input, subject, slice, style, area);
  return composePage({ ...page, plotHeight: setsHeight(input, subject, slice, style, width) }, draft);
}

/** Of a file that names no region. */
function emptyDraft(area: Box): Draft {
  const text = 'No region is named in this file.';
  return {
    legend: [],
    description: text,
    bottom: area.y + 40,
    draw: (sheet) => sheet.text(14, area.y + 24, text, { size: 11 }),
  };
}

function panelNote({ subject: { kind, names } }: PictureInput): string {
  return kind === 'classes' || names.length <= mostPanels ? '' : `The first ${mostPanels} of ${names.length} ${kind}.`;
}
