import { writeAddress } from '../hot/address.ts';
import { awaited } from '../hot/awaited.ts';
import type { Leaves } from '../hot/evaluate-expression.ts';
import { walkAttribute } from '../hot/functions/walk-path.ts';
import { resolveValue } from '../hot/resolve-value.ts';
import { Failure } from '../hot/scope.ts';
import type { Attribute, Reference, Value, ValueMap } from '../hot/value.ts';
import { attributeUnder } from '../render/member-attribute.ts';
import type { Rendered } from '../render/rendered.ts';
import { configDigest } from '../resource/config-value.ts';
import { readSoftwareConfig } from '../resource/read-software-config.ts';
import type { ResourceType } from '../resource/resource-types.ts';
import type { SoftwareConfig } from '../resource/software-config.ts';

/** How a path is walked that was written in any version. */
const latestVersion = '2021-04-16';

export type Reveal = (name: string, version: number) => Value | undefined;

/**
 * What is known of the graph's resources at a moment: their attributes, their references, the configs by digest. Preview
 * fills it while it walks the graph, apply while it carries it out; both evaluate what a node awaits against it.
 */
export class Known {
  private readonly attributes = new Map<string, ValueMap>();
  private readonly references = new Map<string, Value>();
  /** What was deferred and is expanded: its attributes are made of its members'. */
  private readonly expanded = new Map<string, Rendered>();
  /** What went wrong within leaves, while a value is resolved. */
  private failures: Failure[] = [];
  /** What the attributes in a not yet known config's content await, by its address. */
  private readonly pending = new Map<string, readonly string[]>();
  readonly configs: Map<string, SoftwareConfig>;
  private readonly reveal: Reveal;
  private readonly leaves: Leaves;
  /** The same where nothing is known but what was deferred has come to be. */
  private readonly unfoldedLeaves: Leaves;

  constructor(configs: ReadonlyMap<string, SoftwareConfig>, reveal: Reveal) {
    this.configs = new Map(configs);
    this.reveal = reveal;
    const secret: Leaves['secret'] = (leaf) => reveal(leaf.name, leaf.version);
    this.unfoldedLeaves = {
      attribute: (leaf) => this.memberAttribute(leaf, this.unfoldedLeaves),
      reference: (leaf) => this.memberReference(leaf, this.unfoldedLeaves),
      secret,
    };
    this.leaves = {
      attribute: (leaf) =>
        this.expanded.has(leaf.address) ? this.memberAttribute(leaf, this.leaves) : this.attributeValue(leaf),
      reference: (leaf) =>
        this.expanded.has(leaf.address) ? this.memberReference(leaf, this.leaves) : this.references.get(leaf.address),
      secret,
    };
  }

  /** The same, to learn more that is not to be known here. */
  fork(): Known {
    const fork = new Known(this.configs, this.reveal);
    for (const [address, attributes] of this.attributes) fork.attributes.set(address, attributes);
    for (const [address, reference] of this.references) fork.references.set(address, reference);
    for (const [address, rendered] of this.expanded) fork.expanded.set(address, rendered);
    for (const [address, waits] of this.pending) fork.pending.set(address, waits);
    return fork;
  }

  /** Fills in what is known by now. */
  resolve(value: Value): Value | Failure {
    return this.fillIn(value, this.leaves);
  }

  /** Fills in only what was deferred and is expanded: what is awaited of it is then awaited of its members. */
  unfold(value: Value): Value | Failure {
    return this.fillIn(value, this.unfoldedLeaves);
  }

  private fillIn(value: Value, leaves: Leaves): Value | Failure {
    const outer = this.failures;
    this.failures = [];
    const resolved = resolveValue(value, leaves);
    const failures = resolved instanceof Failure ? [resolved, ...this.failures] : this.failures;
    this.failures = outer;
    return failures.length === 0 ? resolved : new Failure(failures.flatMap((each) => each.problems));
  }

  /** A resource's run-time attributes hold from now on. */
  settle(address: string, attributes: ValueMap): void {
    this.attributes.set(address, attributes);
  }

  /** What `get_resource` of a resource gives from now on, where that was not known without it. */
  referTo(address: string, reference: Value | undefined): void {
    if (reference !== undefined) this.references.set(address, reference);
  }

  /** What a deferred node has come to be. */
  expand(address: string, rendered: Rendered): void {
    this.expanded.set(address, rendered);
  }

  /** A config's content: known by its digest where nothing in it is awaited. Gives the digest. */
  learnConfig(address: string, type: ResourceType, properties: ValueMap): string | undefined {
    const waits = this.awaits(properties);
    const contents = (named: Value) => (typeof named === 'string' ? this.configs.get(named) : undefined);
    const config = waits.length === 0 ? readSoftwareConfig(type, properties, contents) : undefined;
    if (config === undefined) {
      this.pending.set(address, waits);
      return undefined;
    }
    const digest = configDigest(config);
    this.configs.set(digest, config);
    this.references.set(address, digest);
    return digest;
  }

  /** The attributes that a value awaits, written `backend@host_and_port`, each once; those of a config for a reference to it. */
  awaits(value: Value): readonly string[] {
    const found = new Set<string>();
    for (const leaf of awaited(value)) {
      for (const name of this.leafNames(leaf)) found.add(name);
    }
    return [...found];
  }

  private leafNames(leaf: Attribute | Reference): readonly string[] {
    if (leaf.kind === 'attribute') return [writeAddress({ address: leaf.address, kind: 'attribute', path: leaf.path })];
    return this.pending.get(leaf.address) ?? [leaf.address];
  }

  private attributeValue(leaf: Attribute): Value | undefined {
    const attributes = this.attributes.get(leaf.address);
    return attributes === undefined ? undefined : walkAttribute(attributes, leaf.path, latestVersion);
  }

  private memberAttribute({ address, path: [name, ...path] }: Attribute, leaves: Leaves): Value | undefined {
    const expanded = this.expanded.get(address);
    return expanded && this.within(attributeUnder(expanded, name, path, latestVersion), leaves);
  }

  private memberReference({ address }: Reference, leaves: Leaves): Value | undefined {
    const expanded = this.expanded.get(address);
    return expanded && this.within(expanded.reference(), leaves);
  }

  /** What a leaf leads to, which may wait for other leaves. A leaf can't fail: the failure is that of the whole value. */
  private within(value: Value | Failure, leaves: Leaves): Value {
    const resolved = value instanceof Failure ? value : this.fillIn(value, leaves);
    if (!(resolved instanceof Failure)) return resolved;
    this.failures.push(resolved);
    return null;
  }
}
