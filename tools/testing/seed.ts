/**
 * Loaded before the tests where TEST_SEED is set: what fast-check generates is then the same each time. Without it every
 * run tries something else, and a failure says with which seed.
 */
import fc from 'fast-check';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.TEST_SEED) });
