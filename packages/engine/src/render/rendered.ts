import type { Failure } from '../hot/scope.ts';
import type { Value } from '../hot/value.ts';
import type { PropertyPlace } from '../plan/nested-parameters.ts';
import type { GraphNode } from './revision.ts';

/** A resource that has been rendered: what others may ask of it, and its nodes for the graph. */
export interface Rendered {
  readonly address: string;
  readonly node: GraphNode;
  readonly place: PropertyPlace;
  /** Members of a nested stack or group, by name. */
  readonly members?: ReadonlyMap<string, Rendered>;
  /** What `get_resource` gives. */
  reference(): Value | Failure;
  /** An attribute's whole value; without a name, all of them as a map. A problem where there is none of that name. */
  attribute(name: string | undefined): Value | Failure;
  /** An attribute under a path, where the resource walks the path itself; undefined where whoever asks is to walk. */
  attributeUnder?(name: string, path: readonly Value[]): Value | Failure | undefined;
  /** What stands under a path for an attribute whose name is no text; undefined where whoever asks refuses it. */
  oddAttribute?(name: Value): Value | Failure | undefined;
}
