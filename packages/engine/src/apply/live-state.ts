import type { SoftwareConfig } from '../resource/software-config.ts';
import type { Instance, State, StateStep } from '../state/state.ts';

/** The state of a deployment while a run changes it: steps are made in place, for a copy at each would cost the whole. */
export class LiveState {
  private readonly deployment: string;
  private readonly serial: number;
  private revision: string | undefined;
  private readonly instances: Map<string, Instance>;
  private readonly configs: Map<string, SoftwareConfig>;
  private readonly current = new Map<string, Instance>();

  constructor(state: State) {
    this.deployment = state.deployment;
    this.serial = state.serial;
    this.revision = state.revision;
    this.instances = new Map(state.instances);
    this.configs = new Map(state.configs);
    for (const instance of this.instances.values()) this.index(instance);
  }

  /** The current instance at an address. */
  at(address: string): Instance | undefined {
    return this.current.get(address);
  }

  instance(id: string): Instance | undefined {
    return this.instances.get(id);
  }

  all(): readonly Instance[] {
    return [...this.instances.values()];
  }

  config(digest: string): SoftwareConfig | undefined {
    return this.configs.get(digest);
  }

  /** The state as it is at this moment. */
  snapshot(): State {
    return {
      kind: 'State',
      deployment: this.deployment,
      serial: this.serial,
      revision: this.revision,
      instances: new Map(this.instances),
      configs: new Map(this.configs),
    };
  }

  step(step: StateStep): void {
    for (const id of step.drop ?? []) this.unindex(id);
    for (const each of step.put ?? []) this.unindex(each.id);
    for (const id of step.drop ?? []) this.instances.delete(id);
    for (const each of step.put ?? []) {
      this.instances.set(each.id, each);
      this.index(each);
    }
    for (const [digest, config] of step.configs ?? []) this.configs.set(digest, config);
    if (step.revision !== undefined) this.revision = step.revision ?? undefined;
  }

  private index(instance: Instance): void {
    if (instance.role === 'current') this.current.set(instance.address, instance);
  }

  private unindex(id: string): void {
    const instance = this.instances.get(id);
    if (instance !== undefined && this.current.get(instance.address)?.id === id) this.current.delete(instance.address);
  }
}
