import { hasErrors } from '../diagnostics/diagnostic.ts';
import { inSourceOrder } from '../diagnostics/source-order.ts';
import type { Value, ValueMap } from '../hot/value.ts';
import { errorValue } from './error-value.ts';
import { type LooseStack, loadLooseStack } from './loose-stack.ts';

export function validateLooseTemplate(loose: LooseStack): ValueMap {
  const loaded = loadLooseStack(loose);
  if (hasErrors(loaded.problems))
    return new Map<string, Value>([
      ['status', 'REFUSED'],
      ['errors', inSourceOrder(loaded.problems).map(errorValue)],
    ]);
  return new Map<string, Value>([['status', 'VALID']]);
}
