import type { Findings } from './findings.ts';
import type { SnippetParser } from './parse-snippet.ts';
import type { TemplateVersion } from './version.ts';

/** What the parsers of a template's sections share. */
export interface SectionContext {
  readonly version: TemplateVersion;
  readonly snippets: SnippetParser;
  readonly findings: Findings;
  /** The names of the conditions. */
  readonly conditions: ReadonlySet<string>;
}
