import { jsonOf, type View } from './view.ts';

/** That something of a name is no more. */
export function deletedView(what: 'plan' | 'deployment'): View<{ readonly name: string }> {
  return {
    human: ({ name }) => `Deleted the ${what} '${name}'\n`,
    json: jsonOf(what === 'plan' ? 'PlanDeleted' : 'DeploymentDeleted'),
  };
}
