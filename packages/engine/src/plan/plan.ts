import type { EnvironmentMerge } from '../hot/merge-environments.ts';
import type { PlanFiles } from './plan-files.ts';

/** A plan at one version: what is to be deployed, before anything is known of where and with which inputs. */
export interface Plan {
  readonly kind: 'Plan';
  readonly name: string;
  /** A commit of the plan's repository, or any other text by which a person knows this state of it. */
  readonly version: string;
  readonly description?: string;
  /** The root template's path. */
  readonly template: string;
  /** Paths of the plan's own environments, in the order in which they are merged. */
  readonly environments: readonly string[];
  /** How environments are merged; absent where as Heat does it itself. */
  readonly merge?: EnvironmentMerge;
  readonly files: PlanFiles;
}

/** The form of the names of plans and deployments. */
export const namePattern = /^[a-z0-9][a-z0-9-]{0,62}$/;
