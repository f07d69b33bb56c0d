import { enableCompileCache } from 'node:module';
import { nameOwnModules } from './shell/own-modules.ts';

// bin/tyto asks for the cache by the environment, so that this file is served by it too; the scripts that are run later
// shall not inherit that. Without it the cache must be on before the modules that it serves are loaded.
const cache = `${import.meta.dirname}/../../../node_modules/.cache/tyto`;
if (process.env.TYTO_OWN_CACHE === '1') {
  delete process.env.NODE_COMPILE_CACHE;
  delete process.env.TYTO_OWN_CACHE;
} else {
  enableCompileCache(cache);
}

nameOwnModules();
const { run } = await import('./cli.ts');
const status = await run(process.argv.slice(2));
// Output that could not be written has set it already.
process.exitCode = status === 0 ? (process.exitCode ?? 0) : status;
