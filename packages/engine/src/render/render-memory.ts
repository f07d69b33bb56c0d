import type { ResourceDefinition } from '../hot/template.ts';
import type { Secret, Value } from '../hot/value.ts';
import type { StackOnHand } from '../plan/reload-stack.ts';
import type { SoftwareConfig } from '../resource/software-config.ts';
import type { LearntConfigs } from './learnt-configs.ts';
import type { Rendered } from './rendered.ts';
import type { RequestParts, StackParts } from './request-parts.ts';
import { type ReadScope, type SourceRead, sameRead, sameRequest } from './same-request.ts';

/** What rendering a resource does besides giving it; whoever takes the resource from memory does it again. */
export type Effect =
  | {
      readonly kind: 'config';
      readonly address: string;
      readonly config: SoftwareConfig;
      readonly digest: string | undefined;
    }
  | { readonly kind: 'launch-configuration'; readonly rendered: Rendered }
  | { readonly kind: 'secret'; readonly name: string; readonly value: Value; readonly secret: Secret }
  /** It asked for what is deployed, which is another thing each time; whether that would give the same again. */
  | { readonly kind: 'removal'; readonly again: () => boolean };

type Request = RequestParts<StackParts<unknown>>;

/** How a resource's definition was evaluated: what it asked for on the way, in that order. */
interface Evaluated {
  readonly definition: ResourceDefinition;
  readonly reads: readonly SourceRead[];
  readonly used: readonly string[];
}

interface Remembered {
  readonly request: Request;
  readonly rendered: Rendered;
  readonly effects: readonly Effect[];
  readonly evaluated: Evaluated | undefined;
}

interface Order {
  readonly reads: readonly SourceRead[];
  readonly definitions: readonly ResourceDefinition[];
  readonly absent: readonly string[];
}

/** Where a rendering keeps what its resources do besides. */
interface Effects {
  readonly configsByDigest: LearntConfigs;
  readonly configsByAddress: LearntConfigs;
  readonly launchConfigurations: Map<string, Rendered>;
  readonly secrets: { secretFor(name: string, value: Value): Secret };
}

/**
 * What is known of a deployment's last rendering, so that the next one evaluates only what depends on what has changed. A
 * resource is taken from memory where all that its evaluation asked for is the same as before, or where it comes out the
 * same. What it gives is what a rendering without memory gives. Only renderings without any problem are remembered.
 */
export class RenderMemory {
  /** The stack of the last rendering, for who loads the next. */
  onHand: StackOnHand | undefined;
  #target: Effects | undefined;
  readonly #resources = new Map<string, Remembered>();
  readonly #orders = new Map<string, Order>();
  readonly #touched = new Set<string>();
  /** Configs that are known by address alone and may be others than before. */
  readonly #moved = new Set<string>();
  #effects: Effect[] = [];
  #evaluating: Evaluated | undefined;

  /** The addresses that the last rendering evaluated or rendered anew. */
  get touched(): ReadonlySet<string> {
    return this.#touched;
  }

  /** Takes up a rendering, which does all that it does besides at `target`. */
  begin(target: Effects): void {
    this.#target = target;
    this.#touched.clear();
    this.#moved.clear();
    this.#effects = [];
    this.#evaluating = undefined;
  }

  /** Ends a rendering: what is no longer there is forgotten. */
  end(addresses: { has(address: string): boolean }): void {
    for (const address of this.#resources.keys()) if (!addresses.has(address)) this.#resources.delete(address);
    for (const address of this.#orders.keys())
      if (address !== '' && !addresses.has(address)) this.#orders.delete(address);
  }

  /** Forgets all. */
  forget(): void {
    this.#resources.clear();
    this.#orders.clear();
  }

  /** The order of a stack's resources; `find` finds it, noting in the scope which are absent. */
  order(scope: ReadScope, find: () => readonly ResourceDefinition[]): readonly ResourceDefinition[] {
    const { address, template } = scope.place;
    const known = this.#orders.get(address);
    const [first] = known?.definitions ?? [];
    const isSame = first === undefined || template.resources.get(first.name) === first;
    if (known !== undefined && isSame && known.reads.every((read) => sameRead(read, scope, this.#moved))) {
      for (const name of known.absent) scope.resources.set(name, 'absent');
      return known.definitions;
    }
    const reads: SourceRead[] = [];
    scope.reads = reads;
    const definitions = find();
    scope.reads = undefined;
    const absent = [...scope.resources].flatMap(([name, found]) => (found === 'absent' ? [name] : []));
    if (definitions.length > 0) this.#orders.set(address, { reads, definitions, absent });
    return definitions;
  }

  /** What a definition's evaluation gave, with the names of resources that it used, where it would give the same. */
  recall(
    scope: ReadScope,
    definition: ResourceDefinition,
    address: string,
  ): { readonly request: Request; readonly used: readonly string[] } | undefined {
    const known = this.#resources.get(address);
    const evaluated = known?.evaluated;
    if (known === undefined || evaluated?.definition !== definition) return undefined;
    if (!evaluated.reads.every((read) => sameRead(read, scope, this.#moved))) return undefined;
    this.#evaluating = evaluated;
    return { request: known.request, used: evaluated.used };
  }

  /** Evaluates a definition, noting what it asks for. */
  evaluate<T>(scope: ReadScope, definition: ResourceDefinition, address: string, work: () => T): T {
    const reads: SourceRead[] = [];
    this.#touched.add(address);
    scope.reads = reads;
    const result = work();
    scope.reads = undefined;
    this.#evaluating = { definition, reads, used: [...scope.used] };
    return result;
  }

  /** What a request gave before, where it is the same; else it is rendered by `work`. */
  render(request: Request, work: () => Rendered | undefined): Rendered | undefined {
    const evaluated = this.#evaluating;
    this.#evaluating = undefined;
    const known = this.#resources.get(request.address);
    if (known !== undefined && sameRequest(known.request, request, this.#moved) && this.#replay(known.effects)) {
      const { rendered, effects } = known;
      if (evaluated !== known.evaluated)
        this.#resources.set(request.address, { request, rendered, effects, evaluated });
      return rendered;
    }
    this.#touched.add(request.address);
    const from = this.#effects.length;
    const rendered = work();
    if (rendered === undefined) this.#resources.delete(request.address);
    else {
      const effects = this.#effects.slice(from);
      this.#resources.set(request.address, { request, rendered, effects, evaluated });
    }
    return rendered;
  }

  /** Notes what was done. */
  note(effect: Effect): void {
    this.#effects.push(effect);
    if (effect.kind === 'config' && effect.digest === undefined) this.#moved.add(effect.address);
    if (effect.kind === 'launch-configuration') this.#moved.add(effect.rendered.address);
  }

  /** Does again what rendering did; gives whether it came to the same. */
  #replay(effects: readonly Effect[]): boolean {
    const { secrets, configsByAddress, configsByDigest, launchConfigurations } = this.#target ?? {};
    for (const effect of effects) {
      if (effect.kind === 'removal' && !effect.again()) return false;
      if (effect.kind !== 'secret') continue;
      const { name, version } = effect.secret;
      const kept = secrets?.secretFor(effect.name, effect.value);
      if (kept?.name !== name || kept.version !== version) return false;
    }
    for (const effect of effects) {
      if (effect.kind === 'launch-configuration') launchConfigurations?.set(effect.rendered.address, effect.rendered);
      if (effect.kind !== 'config') continue;
      configsByAddress?.set(effect.address, effect.config);
      if (effect.digest !== undefined) configsByDigest?.set(effect.digest, effect.config);
    }
    for (const each of effects) this.#effects.push(each);
    return true;
  }
}
