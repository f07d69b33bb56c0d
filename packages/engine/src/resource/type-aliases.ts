/** What Heat's default environment maps, beside what a plan's registry maps. Heat: `environment.d/default.yaml`, 19.0. */
const aliases: Readonly<Record<string, string>> = {
  'OS::Ceilometer::Alarm': 'OS::Aodh::Alarm',
  'OS::Ceilometer::CombinationAlarm': 'OS::Aodh::CombinationAlarm',
  'OS::Ceilometer::GnocchiAggregationByMetricsAlarm': 'OS::Aodh::GnocchiAggregationByMetricsAlarm',
  'OS::Ceilometer::GnocchiAggregationByResourcesAlarm': 'OS::Aodh::GnocchiAggregationByResourcesAlarm',
  'OS::Ceilometer::GnocchiResourcesAlarm': 'OS::Aodh::GnocchiResourcesAlarm',
  'OS::Metering::Alarm': 'OS::Aodh::Alarm',
};

const quantum = 'OS::Quantum';

/** The type that an older name of Heat's stands for; any other name is itself. */
export function withoutAlias(name: string): string {
  if (name.startsWith(quantum)) return `OS::Neutron${name.slice(quantum.length)}`;
  return Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name;
}
