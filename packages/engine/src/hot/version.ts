/** The template versions of Heat up to wallaby, oldest first; a later one may use all that an earlier one brought unless Heat took it away. */
export const templateVersions = [
  '2013-05-23',
  '2014-10-16',
  '2015-04-30',
  '2015-10-15',
  '2016-04-08',
  '2016-10-14',
  '2017-02-24',
  '2017-09-01',
  '2018-03-02',
  '2018-08-31',
  '2021-04-16',
] as const;

export type TemplateVersion = (typeof templateVersions)[number];

/** Names of releases that stand for a version. Heat: `heat/engine/hot/template.py` and setup.cfg's `heat.templates`, wallaby. */
export const versionAliases: Readonly<Record<string, TemplateVersion>> = {
  newton: '2016-10-14',
  ocata: '2017-02-24',
  pike: '2017-09-01',
  queens: '2018-03-02',
  rocky: '2018-08-31',
  wallaby: '2021-04-16',
};

/** Whether `version` is `since` or later. */
export function atLeast(version: TemplateVersion, since: TemplateVersion): boolean {
  return templateVersions.indexOf(version) >= templateVersions.indexOf(since);
}
