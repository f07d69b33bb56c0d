import type { LooseStack } from '../packages/engine/src/compute/loose-stack.ts';
import { planFilesOf } from '../packages/engine/src/plan/plan-files.ts';

/** A stack of files whose template is `template.yaml`, without environments and values. */
export function looseStackOf(files: ReadonlyMap<string, string>): LooseStack {
  return {
    template: 'template.yaml',
    environments: [],
    parameters: new Map(),
    environmentsWin: false,
    files: planFilesOf(files),
  };
}
