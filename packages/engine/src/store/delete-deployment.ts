import { transaction } from './database.ts';
import { deleteInputs } from './inputs.ts';
import { deleteRevisions } from './revisions.ts';
import { deleteSecrets } from './secrets.ts';
import type { Store } from './store.ts';

/**
 * Deletes all that is kept of a deployment: revisions, state, runs with their journals, secrets (those whose names begin
 * with `NAME/`), its lock, and last its inputs: so one killed midway is still there and can be deleted again. Whether
 * it may go is for the caller to ask.
 */
export async function deleteDeployment(store: Store, name: string): Promise<void> {
  await deleteRevisions(store, name);
  const database = store.database();
  transaction(database, () => {
    database.prepare('INSERT INTO deleting (deployment) VALUES (?)').run(name);
    database.prepare('DELETE FROM journal WHERE run IN (SELECT number FROM run WHERE deployment = ?)').run(name);
    for (const table of ['run', 'instance', 'config', 'deployment_state', 'lock', 'signal']) {
      database.prepare(`DELETE FROM ${table} WHERE deployment = ?`).run(name);
    }
    deleteSecrets(store, `${name}/`);
    database.prepare('DELETE FROM deleting WHERE deployment = ?').run(name);
  });
  await deleteInputs(store, name);
}
