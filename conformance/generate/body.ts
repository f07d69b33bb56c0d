import type { Doc } from './doc.ts';
import type { Attribute, Kind } from './world.ts';

/** A template that resources may stand for: its type's name, the parameters it takes and the outputs it gives. */
export interface Child {
  readonly type: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly kind: Kind;
    readonly isRequired: boolean;
    readonly given: Doc | undefined;
    readonly isBound: boolean;
  }[];
  readonly outputs: readonly { readonly name: string; readonly kind: Kind }[];
}

/** What makes a resource of a type, and what can be asked of it. */
export interface Body {
  readonly type: string;
  readonly properties?: Doc | undefined;
  readonly attributes: readonly Attribute[];
  /** Whether it has members. */
  readonly isGroup?: boolean;
  /** Entries of its definition beside type and properties. */
  readonly more?: Readonly<Record<string, Doc>>;
}
