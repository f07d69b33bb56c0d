/** What a revision goes through, each apart. */
export const phases = ['parse', 'render', 'preview, nothing deployed', 'preview, all deployed'] as const;

export type Phase = (typeof phases)[number];

export interface PhaseCost {
  readonly milliseconds: number;
  /** Of heap, that the result holds. */
  readonly bytes: number;
}

export type PhaseCosts = ReadonlyMap<Phase, PhaseCost>;

type Entries = readonly (readonly [Phase, PhaseCost])[];

/** What a process that measured one shape prints. */
export interface GrowthReport {
  /** The largest size, the first time in its process. */
  readonly cold: Entries;
  readonly bySize: readonly (readonly [number, Entries])[];
  readonly peakBytes: number;
}
