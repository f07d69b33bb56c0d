import type { ForgottenResource } from '@tyto/engine/operations/forget-resource.ts';
import { escapeControls } from '../shell/escape-controls.ts';
import type { View } from './view.ts';

/** What is going to be let go, and what that means; the question comes after it. */
export function forgettingText({ resource, requiredBy, mayStillRun }: ForgottenResource): string {
  const { address, type, instance, node, status } = resource;
  const where = node === null ? '' : ` on ${node}`;
  const lines = [
    `${address} (${type}${where}, instance ${instance}): ${status.action} ${status.outcome}`,
    'Nothing is run for it: what there is of it stays as it is, and is no longer known here.',
    ...(mayStillRun === null ? [] : [`An action on it may still run on ${mayStillRun}, and is no longer looked for.`]),
    ...(requiredBy.length === 0 ? [] : [`Deployed after it: ${requiredBy.join(', ')}`]),
  ];
  return `${lines.map(escapeControls).join('\n')}\n`;
}

/** That a resource has been let go. */
export const forgottenView: View<ForgottenResource> = {
  human: ({ deployment, resource, run }) =>
    escapeControls(`Run ${run} of ${deployment}: ${resource.address} is let go as it is.`) +
    escapeControls(` 'tyto preview ${deployment}' plans to create it again while the plan wants it.`) +
    '\n',
  json: (forgotten) => JSON.stringify({ kind: 'ResourceForgotten', formatVersion: 1, ...forgotten }),
};
