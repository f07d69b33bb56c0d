import type { Code } from '../../diagnostics/catalogue.ts';

/** Ends reading at once: what stands behind a fault of syntax, or beyond a limit, is not read. */
export class YamlFault extends Error {
  readonly code: Code;
  /** Where in the text. */
  readonly offset: number;
  readonly expected: string | undefined;
  readonly hint: string | undefined;
  /** Whether Heat's second reader takes it. */
  readonly isForgiven: boolean;

  constructor(message: string, offset: number, { code, expected, hint, isForgiven }: FaultDetails = {}) {
    super(message);
    this.code = code ?? 'yaml-syntax';
    this.offset = offset;
    this.expected = expected;
    this.hint = hint;
    this.isForgiven = isForgiven ?? false;
  }
}

export interface FaultDetails {
  readonly code?: Code;
  readonly expected?: string;
  readonly hint?: string;
  readonly isForgiven?: boolean;
}
