import { enableCompileCache } from 'node:module';

// The cache must be on before the modules that it serves are loaded, so they come by a dynamic import.
enableCompileCache(`${import.meta.dirname}/../../../node_modules/.cache/tyto`);

const { run } = await import('./cli.ts');
process.exitCode = await run(process.argv.slice(2));
