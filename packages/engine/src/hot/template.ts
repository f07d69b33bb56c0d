import type { Diagnostic, Position } from '../diagnostics/diagnostic.ts';
import type { ParameterSchema } from './parameter.ts';
import type { MapSnippet, Snippet } from './snippet.ts';
import type { Value } from './value.ts';
import type { TemplateVersion } from './version.ts';

/** A parsed HOT template: all sections in the order of the source, nothing evaluated. */
export interface Template {
  readonly kind: 'Template';
  readonly file: string;
  readonly version: TemplateVersion;
  readonly description?: string;
  readonly parameters: ReadonlyMap<string, ParameterSchema>;
  readonly parameterGroups: readonly ParameterGroup[];
  readonly conditions: ReadonlyMap<string, Snippet>;
  readonly resources: ReadonlyMap<string, ResourceDefinition>;
  readonly outputs: ReadonlyMap<string, OutputDefinition>;
}

export interface ParameterGroup {
  readonly label?: string;
  readonly description?: string;
  readonly parameters: readonly string[];
  /** All of it, with what Heat does not know but keeps. */
  readonly written: Value;
}

export interface ResourceDefinition {
  readonly name: string;
  readonly type: string;
  readonly at: Position;
  /** Where the type is written. */
  readonly typeAt: Position;
  /** Properties and metadata are maps; a function may stand for a whole property, not for the map of all. */
  readonly properties?: MapSnippet;
  readonly metadata?: Snippet;
  readonly dependsOn: readonly string[];
  /** An empty list of them is written, which an update tells from none. */
  readonly dependsOnNothing?: true;
  /** Where each of these names is written. */
  readonly dependsOnAt: readonly Position[];
  /** What is wrong with other names that it depends on, where a condition decides whether it is there. */
  readonly strayDependencies?: readonly Diagnostic[];
  readonly deletionPolicy?: Snippet;
  readonly updatePolicy?: Snippet;
  readonly condition?: Snippet;
  readonly externalId?: Snippet;
}

export interface OutputDefinition {
  readonly name: string;
  readonly at: Position;
  readonly description?: string;
  readonly value: Snippet;
  readonly condition?: Snippet;
}
