import type { InlayOptions } from '../src/service/inlay.ts';

/** What a user can switch; every client sends them under `region`. */
export interface Settings {
  readonly inlayHints: InlayOptions;
  readonly codeLens: boolean;
  /** Whether claims and regions are looked at while nobody types. */
  readonly examine: boolean;
}

export const defaultSettings: Settings = {
  inlayHints: { units: true, weights: true, share: true, gain: false },
  codeLens: true,
  examine: true,
};

/** Settings as a client sends them: what is missing or of another kind is as by default. */
export function readSettings(sent: unknown): Settings {
  const flag = (path: readonly string[], fallback: boolean): boolean => {
    const found = path.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), sent);
    return typeof found === 'boolean' ? found : fallback;
  };
  const { inlayHints, codeLens, examine } = defaultSettings;
  return {
    inlayHints: {
      units: flag(['inlayHints', 'units'], inlayHints.units),
      weights: flag(['inlayHints', 'weights'], inlayHints.weights),
      share: flag(['inlayHints', 'share'], inlayHints.share),
      gain: flag(['inlayHints', 'gain'], inlayHints.gain),
    },
    codeLens: flag(['codeLens', 'enabled'], codeLens),
    examine: flag(['examine', 'enabled'], examine),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
