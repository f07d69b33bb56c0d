import { boolean } from './library/boolean.ts';
import { branching } from './library/branching.ts';
import { comparison } from './library/comparison.ts';
import { datetimes } from './library/datetimes.ts';
import { dicts } from './library/dicts.ts';
import { filters } from './library/filters.ts';
import { folds } from './library/folds.ts';
import { generation } from './library/generation.ts';
import { grouping } from './library/grouping.ts';
import { lists } from './library/lists.ts';
import { math } from './library/math.ts';
import { ordering } from './library/ordering.ts';
import { regex } from './library/regex.ts';
import { sets } from './library/sets.ts';
import { strings } from './library/strings.ts';
import { fallbacks, system } from './library/system.ts';
import { timespans } from './library/timespans.ts';
import { StandardLibrary } from './library.ts';

/** All functions that Heat offers: yaql's default context. Heat: `yaql.create_context()`. */
export const standardLibrary: StandardLibrary = new StandardLibrary([
  [
    ...system,
    ...comparison,
    ...boolean,
    ...strings,
    ...math,
    ...lists,
    ...dicts,
    ...sets,
    ...filters,
    ...folds,
    ...ordering,
    ...generation,
    ...grouping,
    ...regex,
    ...branching,
    ...timespans,
    ...datetimes,
  ],
  fallbacks,
]);
