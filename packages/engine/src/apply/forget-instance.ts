import { transaction } from '../store/database.ts';
import { openJournal } from '../store/journal.ts';
import { startRun } from '../store/runs.ts';
import { findInstances, stateMoment } from '../store/state-store.ts';
import type { Store } from '../store/store.ts';
import type { Held } from './stored-run.ts';

/** What became of letting an instance go; `gone` is one that was not there any more. */
export type Forgotten = { readonly kind: 'forgotten'; readonly run: string } | { readonly kind: 'gone' } | Held;

/**
 * Lets an instance go as it is: nothing is run, and nothing on its node is touched. A run of its own tells of it, begun
 * and ended in one transaction, so that there is nothing to resume. Refused while another run holds the deployment.
 */
export function forgetInstance(store: Store, deployment: string, id: string): Forgotten {
  return transaction(store.database(), () => {
    const instance = findInstances(store, deployment, id).find((each) => each.id === id);
    if (instance === undefined) return { kind: 'gone' };
    const { revision } = stateMoment(store, deployment);
    const purpose = 'forget';
    const started = startRun(store, { deployment, purpose, base: revision, target: revision, options: {} });
    if (started.kind === 'held') return started;
    const run = started.run.id;
    openJournal(store, run).append([
      { fact: { kind: 'run-started', deployment, purpose, base: revision, target: revision, rollback: false } },
      { fact: { kind: 'resources-retained', addresses: [instance.address] }, step: { drop: [id] } },
      { fact: { kind: 'run-ended', status: 'done', leftovers: [], notUndone: [] } },
    ]);
    return { kind: 'forgotten', run };
  });
}
