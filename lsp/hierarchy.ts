import { SymbolKind, type CallHierarchyItem } from 'vscode-languageserver';
import { madeOf, partAt, usedBy, type Part, type PartUse } from '../src/service/calls.ts';
import { locateIn } from './navigation.ts';
import { attempt, opened, openedAt, type Opened, type Session } from './session.ts';
import type { Locate } from './convert.ts';
import { rangeIn } from './convert.ts';

/** The call hierarchy: what a region is made of, and what it is used by. */
export function registerHierarchy(session: Session): void {
  const { connection, analyses } = session;
  const { callHierarchy } = connection.languages;

  callHierarchy.onPrepare((request) =>
    attempt(session, async () => {
      const found = await openedAt(session, request);
      const part = found && partAt(found.analysis, found.offset);
      const item = found && part && toItem(part, found.locate, found);
      return item ? [item] : null;
    }).then((items) => items ?? null),
  );

  callHierarchy.onOutgoingCalls(({ item }) =>
    attempt(session, async () => {
      const found = await openedItem(session, item);
      if (!found) return [];
      return withItems(session, found, madeOf(found.analysis, found.offset)).then((uses) =>
        uses.map(({ to, ranges }) => ({ to, fromRanges: ranges })),
      );
    }).then((calls) => calls ?? []),
  );

  callHierarchy.onIncomingCalls(({ item }) =>
    attempt(session, async () => {
      const found = await openedItem(session, item);
      if (!found) return [];
      const uses = await usedBy(found.analysis, found.offset, analyses.projectOf(found.document.uri));
      return (await withItems(session, found, uses)).map(({ to, ranges }) => ({ from: to, fromRanges: ranges }));
    }).then((calls) => calls ?? []),
  );
}

/** The place of an item that was given before; its data says from which open document. */
async function openedItem(
  session: Session,
  { data, selectionRange }: CallHierarchyItem,
): Promise<(Opened & { readonly offset: number }) | undefined> {
  const uri = typeof data === 'string' ? data : '';
  const found = await opened(session, uri);
  return found && { ...found, offset: found.document.offsetAt(selectionRange.start) };
}

async function withItems(session: Session, found: Opened, uses: readonly PartUse[]) {
  const locate = await locateIn(
    session,
    found,
    uses.flatMap(({ part, spans }) => [part.span, ...spans]),
  );
  return uses.flatMap(({ part, spans }) => {
    const to = toItem(part, locate, found);
    return to ? [{ to, ranges: spans.flatMap((span) => locate(span)?.range ?? []) }] : [];
  });
}

function toItem(
  { name, detail, span, nameSpan }: Part,
  locate: Locate,
  { document }: Opened,
): CallHierarchyItem | undefined {
  const [whole, own] = [locate(span), locate(nameSpan)];
  if (!whole || !own) return undefined;
  const kind = detail.includes('function') ? SymbolKind.Function : SymbolKind.Struct;
  // Asked about again only where its document is open.
  const range = whole.uri === document.uri ? rangeIn(document, span) : whole.range;
  return { name, detail, kind, uri: whole.uri, range, selectionRange: own.range, data: whole.uri };
}
