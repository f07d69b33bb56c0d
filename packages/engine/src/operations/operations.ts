import { storeProblem } from '../store/store-failure.ts';
import type { CancelRun } from './cancel-run.ts';
import type {
  CreateDeployment,
  DeleteDeployment,
  ListDeployments,
  LogDeployment,
  SetDeployment,
  ShowDeployment,
} from './deployment-operations.ts';
import type { FollowEvents } from './event-operations.ts';
import type { ExplainValue } from './explain-operation.ts';
import type { ForgetResource } from './forget-resource.ts';
import type { ClearHooks, ListHooks } from './hook-operations.ts';
import type { ListNames } from './name-operations.ts';
import type { Carry, OperationContext } from './operation.ts';
import { invalid, type Outcome } from './outcome.ts';
import type {
  DeletePlan,
  DiffPlan,
  ExportPlan,
  FetchPlan,
  ImportPlan,
  ListPlans,
  LogPlan,
  SchemaOfPlan,
  ShowPlan,
} from './plan-operations.ts';
import type { ListResources, ReadOutputs, ShowResource } from './resource-operations.ts';
import type { PreviewDeployment, RenderDeployment, ValidateDeployment } from './revision-operations.ts';
import type { ApplyChanges, ReadChangeSet, TakeUpRun } from './run-operations.ts';
import type { ListRuns, ShowRun } from './run-reading.ts';
import type { SendSignal } from './signal-operations.ts';

/** Every operation by name: all that any shell can ask for. What one can do, all can do. */
export interface Operations {
  readonly 'plan import': ImportPlan;
  readonly 'plan fetch': FetchPlan;
  readonly 'plan export': ExportPlan;
  readonly 'plan list': ListPlans;
  readonly 'plan show': ShowPlan;
  readonly 'plan log': LogPlan;
  readonly 'plan diff': DiffPlan;
  readonly 'plan schema': SchemaOfPlan;
  readonly 'plan delete': DeletePlan;
  readonly 'deployment create': CreateDeployment;
  readonly 'deployment set': SetDeployment;
  readonly 'deployment list': ListDeployments;
  readonly 'deployment show': ShowDeployment;
  readonly 'deployment log': LogDeployment;
  readonly 'deployment delete': DeleteDeployment;
  readonly render: RenderDeployment;
  readonly validate: ValidateDeployment;
  readonly preview: PreviewDeployment;
  readonly explain: ExplainValue;
  readonly 'change-set read': ReadChangeSet;
  readonly apply: ApplyChanges;
  readonly 'run list': ListRuns;
  readonly 'run show': ShowRun;
  readonly 'run take-up': TakeUpRun;
  readonly 'run cancel': CancelRun;
  readonly events: FollowEvents;
  readonly signal: SendSignal;
  readonly 'hook list': ListHooks;
  readonly 'hook clear': ClearHooks;
  readonly 'resource list': ListResources;
  readonly 'resource show': ShowResource;
  readonly 'resource forget': ForgetResource;
  readonly outputs: ReadOutputs;
  readonly names: ListNames;
}

export type OperationName = keyof Operations;

const plan = () => import('./plan-operations.ts');
const deployment = () => import('./deployment-operations.ts');
const revision = () => import('./revision-operations.ts');
const run = () => import('./run-operations.ts');
const pastRun = () => import('./run-reading.ts');
const hook = () => import('./hook-operations.ts');
const resource = () => import('./resource-operations.ts');

/** Where each is carried out; the module is imported when it is asked for. */
const loaders: { readonly [N in OperationName]: () => Promise<Carry<Operations[N]>> } = {
  'plan import': async () => (await plan()).importPlan,
  'plan fetch': async () => (await plan()).fetchPlan,
  'plan export': async () => (await plan()).exportPlan,
  'plan list': async () => (await plan()).listPlans,
  'plan show': async () => (await plan()).showPlan,
  'plan log': async () => (await plan()).logPlan,
  'plan diff': async () => (await plan()).diffPlan,
  'plan schema': async () => (await plan()).schemaOfPlan,
  'plan delete': async () => (await plan()).deletePlan,
  'deployment create': async () => (await deployment()).createDeployment,
  'deployment set': async () => (await deployment()).setDeployment,
  'deployment list': async () => (await deployment()).listDeployments,
  'deployment show': async () => (await deployment()).showDeployment,
  'deployment log': async () => (await deployment()).logDeployment,
  'deployment delete': async () => (await deployment()).deleteDeployment,
  render: async () => (await revision()).renderDeployment,
  validate: async () => (await revision()).validateDeployment,
  preview: async () => (await revision()).previewDeployment,
  explain: async () => (await import('./explain-operation.ts')).explainValue,
  'change-set read': async () => (await run()).readChangeSetFile,
  apply: async () => (await run()).applyChanges,
  'run list': async () => (await pastRun()).listRuns,
  'run show': async () => (await pastRun()).showRun,
  'run cancel': async () => (await import('./cancel-run.ts')).cancelRun,
  events: async () => (await import('./event-operations.ts')).followEvents,
  signal: async () => (await import('./signal-operations.ts')).sendSignal,
  'hook list': async () => (await hook()).listHooks,
  'hook clear': async () => (await hook()).clearPendingHooks,
  'run take-up': async () => (await run()).takeUpInterrupted,
  'resource list': async () => (await resource()).listResources,
  'resource show': async () => (await resource()).showResource,
  'resource forget': async () => (await import('./forget-resource.ts')).forgetResource,
  outputs: async () => (await resource()).readOutputs,
  names: async () => (await import('./name-operations.ts')).listNames,
};

/**
 * Carries out an operation by its name. Gives its result or why there is none, also where the ground gives way (a full
 * disk, a missing git); events are told while it goes on.
 */
export async function perform<N extends OperationName>(
  name: N,
  input: Operations[N]['input'],
  context: OperationContext,
  onEvent: (event: Operations[N]['event']) => void = () => undefined,
): Promise<Outcome<Operations[N]['result']>> {
  const carry = await loaders[name]();
  try {
    return await carry(input, context, onEvent);
  } catch (error) {
    const told = storeProblem(error);
    if (told === undefined) throw error;
    return invalid([told]);
  }
}
