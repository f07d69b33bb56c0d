import type { DatabaseSync } from 'node:sqlite';
import type { JournalEntry, JournalFact, RunStatus } from '../event/journal-entry.ts';
import { encodeValue } from '../hot/codec.ts';
import type { SoftwareConfig } from '../resource/software-config.ts';
import type { StateStep } from '../state/state.ts';
import { transaction } from './database.ts';
import { decodeStored, toInstance } from './instance-record.ts';
import { damaged, readRecord } from './read-record.ts';
import { runNumber } from './runs.ts';
import type { Secrets } from './secrets.ts';
import { secretsOf } from './secrets.ts';
import { encodeInstances, loadConfig, openSteps } from './state-store.ts';
import type { Store } from './store.ts';

/** A fact for the journal, and the step of the state that it stands for. */
export interface JournalRecord {
  readonly fact: JournalFact;
  readonly step?: StateStep;
}

/** The journal of one run, open for writing. One process writes it at a time: the deployment's lock sees to that. */
export interface Journal {
  readonly run: string;
  /**
   * Appends entries and makes their steps, all in one transaction that is on the disk when this returns; gives them as
   * they were written. The state's serial goes up by one if there is a step. What a fact says of the run itself (that
   * it ended, was interrupted, was resumed) is put down there too; with its end, or when it stops to be resumed later,
   * it gives back the deployment's lock, so that no end leaves a lock behind.
   */
  append(records: readonly JournalRecord[]): readonly JournalEntry[];
}

/**
 * Opens the journal of a run of this store. The journal holds each step whole, configs by digest alone: so it tells by
 * itself how the state came about, and folding its steps gives the state.
 */
export function openJournal(store: Store, run: string): Journal {
  const database = store.database();
  const number = runNumber(run) ?? 0;
  const row = database.prepare('SELECT deployment FROM run WHERE number = ?').get(number);
  if (row === undefined) throw new Error(`there is no run '${run}'`);
  const steps = openSteps(database, String(row.deployment));
  const insert = database.prepare(
    'INSERT INTO journal (run, sequence, time, kind, data, step) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const setStatus = database.prepare('UPDATE run SET status = ?, ended = ? WHERE number = ?');
  const unlock = database.prepare('DELETE FROM lock WHERE run = ?');
  let sequence = lastSequence(database, number);
  const write = (record: JournalRecord, at: number, time: string): JournalEntry => {
    const { fact, step } = record;
    const texts = step === undefined ? [] : encodeInstances(step);
    insert.run(number, at, time, fact.kind, JSON.stringify(fact), step === undefined ? null : encodeStep(step, texts));
    if (step !== undefined) steps.write(step, texts);
    const status = statusAfter(fact);
    if (status !== undefined) {
      setStatus.run(status, status === 'running' ? null : time, number);
      if (status !== 'running') unlock.run(run);
    }
    return { ...fact, formatVersion: 1, run, sequence: at, time, ...(step === undefined ? {} : { step }) };
  };
  const append = (records: readonly JournalRecord[]): readonly JournalEntry[] => {
    if (records.length === 0) return [];
    const time = store.now().toISOString();
    const entries = transaction(database, () => {
      const written = records.map((record, index) => write(record, sequence + 1 + index, time));
      if (records.some((record) => record.step !== undefined)) steps.raiseSerial();
      return written;
    });
    sequence += records.length;
    return entries;
  };
  return { run, append };
}

function lastSequence(database: DatabaseSync, number: number): number {
  return Number(database.prepare('SELECT max(sequence) AS last FROM journal WHERE run = ?').get(number)?.last ?? 0);
}

function statusAfter(fact: JournalFact): RunStatus | undefined {
  if (fact.kind === 'run-ended') return fact.status;
  if (fact.kind === 'run-interrupted') return 'interrupted';
  return fact.kind === 'run-resumed' ? 'running' : undefined;
}

/** The journal of a run so far, with its steps; empty where there is no such run. */
export function readJournal(store: Store, run: string): readonly JournalEntry[] {
  const secrets = secretsOf(store);
  const deployment = deploymentOf(store, run);
  if (deployment === undefined) return [];
  const configOf = configReader(store, deployment);
  return rowsOf(store, run, 'sequence, time, data, step').map((row): JournalEntry => {
    const entry = toEntry(run, row);
    return typeof row.step === 'string' ? { ...entry, step: decodeStep(row.step, secrets, configOf) } : entry;
  });
}

/** The same without the steps of the state, which are the bulk of it and need the secrets. */
export function readEntries(store: Store, run: string): readonly JournalEntry[] {
  return rowsOf(store, run, 'sequence, time, data').map((row) => toEntry(run, row));
}

type Row = Readonly<Record<string, unknown>>;

function deploymentOf(store: Store, run: string): string | undefined {
  const row = store
    .database()
    .prepare('SELECT deployment FROM run WHERE number = ?')
    .get(runNumber(run) ?? 0);
  return row === undefined ? undefined : String(row.deployment);
}

function rowsOf(store: Store, run: string, columns: string): readonly Row[] {
  const sql = `SELECT ${columns} FROM journal WHERE run = ? ORDER BY sequence`;
  return store
    .database()
    .prepare(sql)
    .all(runNumber(run) ?? 0);
}

function toEntry(run: string, row: Row): JournalEntry {
  const fact: JournalFact = JSON.parse(String(row.data));
  return { ...fact, formatVersion: 1, run, sequence: Number(row.sequence), time: String(row.time) };
}

/** Each config is read once, however many steps name it. */
function configReader(store: Store, deployment: string): (digest: string) => SoftwareConfig {
  const known = new Map<string, SoftwareConfig>();
  return (digest) => {
    const config = known.get(digest) ?? loadConfig(store, deployment, digest);
    if (config === undefined) throw damaged('the journal', `config ${digest}`);
    known.set(digest, config);
    return config;
  };
}

/** A step as text; its instances are given as texts, which are written twice and encoded once. */
function encodeStep(step: StateStep, instances: readonly string[]): string {
  const parts: string[] = [];
  if (step.put !== undefined) parts.push(`"put":[${instances.join(',')}]`);
  if (step.drop !== undefined) parts.push(`"drop":${encodeValue(step.drop)}`);
  if (step.configs !== undefined) parts.push(`"configs":${encodeValue([...step.configs.keys()])}`);
  if (step.revision !== undefined) parts.push(`"revision":${encodeValue(step.revision)}`);
  return `{${parts.join(',')}}`;
}

function decodeStep(text: string, secrets: Secrets, configOf: (digest: string) => SoftwareConfig): StateStep {
  const value = decodeStored(text, secrets, 'a step of the journal');
  const record = readRecord(value, 'a step of the journal');
  const has = (name: string): boolean => value instanceof Map && value.has(name);
  const isNull = value instanceof Map && value.get('revision') === null;
  return {
    ...(has('put') ? { put: record.list('put').map(toInstance) } : {}),
    ...(has('drop') ? { drop: record.texts('drop') } : {}),
    ...(has('configs') ? { configs: new Map(record.texts('configs').map((each) => [each, configOf(each)])) } : {}),
    ...(has('revision') ? { revision: isNull ? null : record.text('revision') } : {}),
  };
}
