/**
 * Deployments on hosts of their own, reached by ssh, and what may go wrong on the way to them. Needs root and Debian;
 * leaves nothing but the hosts' base and what it had to install. The last line is `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { baseRoot, installTools, labMissing } from './lab/base.ts';
import { bringUp, controlNamespace, labOf, takeDown } from './lab/hosts.ts';
import { scenarios } from './lab/scenarios.ts';
import { openStage } from './lab/stage.ts';

const hosts = 5;
const missing = labMissing();

if (missing !== undefined) console.log(`0 passed, 0 failed, 1 skipped: ${missing}`);
else if (process.argv[2] === '--inside') await inside(process.argv.slice(3));
else await outside(process.argv.slice(2));

/** Makes the hosts, does all from the namespace that sees them, and takes them down whatever comes of it. */
async function outside(words: readonly string[]): Promise<void> {
  installTools();
  const lab = labOf(baseRoot(), 'e2e');
  const stop = (): void => {
    takeDown(lab);
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  try {
    await bringUp(lab, hosts);
    const enter = [`--net=/run/netns/${controlNamespace(lab)}`, process.execPath, ...process.execArgv];
    const run = spawnSync('nsenter', [...enter, import.meta.filename, '--inside', ...words], { stdio: 'inherit' });
    process.exitCode = run.status ?? 1;
  } finally {
    takeDown(lab);
  }
}

async function inside(words: readonly string[]): Promise<void> {
  const lab = labOf(baseRoot(), 'e2e');
  let [passed, failed] = [0, 0];
  for (const [name, play] of scenarios) {
    if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
    const start = performance.now();
    const stage = openStage(lab, hosts);
    try {
      await play(stage);
      passed += 1;
      console.log(`✔ ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed += 1;
      console.log(`✖ ${name}\n${error instanceof Error ? error.stack : String(error)}\n${stage.said()}`);
    } finally {
      await stage.close();
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
