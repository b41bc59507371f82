import { NotificationType, RequestType, type Range } from 'vscode-languageserver';
import { attempt, opened, type Opened, type Session } from './session.ts';
import { claimsOf, type ClaimPlace, type DecidedClaim } from '../src/service/claims.ts';
import { rangeIn } from './convert.ts';

/** The claims of a document, as the extension lists them: sent whenever they or their outcomes may be new. */
export interface DocumentClaims {
  readonly uri: string;
  readonly claims: readonly ListedClaim[];
}

export interface ListedClaim {
  readonly text: string;
  readonly range: Range;
  /** It needs the command line, which reads data. */
  readonly usesData: boolean;
  readonly outcome?: DecidedClaim['outcome'];
  readonly detail?: string;
}

export const claimsNotification = new NotificationType<DocumentClaims>('region/claims');

/** Decides some claims of a document, by their places in the list, with so many seconds for each. */
const decideRequest = new RequestType<
  { readonly uri: string; readonly claims: readonly number[]; readonly seconds: number },
  readonly ListedClaim[],
  void
>('region/decide');

export function registerClaims(session: Session): void {
  session.connection.onRequest(decideRequest, async ({ uri, claims, seconds }, token) => {
    const listed = await attempt(session, async () => {
      const found = await opened(session, uri);
      const run = found && session.examinations.decide(found.analysis, claims, seconds);
      if (!found || !run) return [];
      const cancelled = token.onCancellationRequested(() => run.cancel());
      const examination = await run.result;
      cancelled.dispose();
      const decided = examination?.claims ?? [];
      return decided.map((claim) => listedClaim(found, claim, claim));
    });
    return listed ?? [];
  });
}

export function claimsFor({ examinations }: Session, found: Opened): DocumentClaims {
  const { document, analysis } = found;
  const known = examinations.of(document.uri, analysis).claims;
  const claims = claimsOf(analysis)
    .filter(({ span }) => span.file === analysis.source.path)
    .map((place) => {
      const decided = known.find(({ text, span }) => text === place.text && span.start === place.span.start);
      return listedClaim(found, place, decided);
    });
  return { uri: document.uri, claims };
}

function listedClaim({ document }: Opened, { text, span, usesData }: ClaimPlace, decided?: DecidedClaim): ListedClaim {
  const outcome = decided && { outcome: decided.outcome, detail: decided.detail };
  return { text, range: rangeIn(document, span), usesData, ...outcome };
}
