import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import type { EndpointEntry } from '../endpoints.ts';
import { describeFailure, type Failure } from '../stack/run-steps.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import type { Imports } from './imports.ts';

export type ReloadEvent =
  | { name: string; state: 'reloading'; files: readonly string[] }
  | { name: string; state: 'live'; tookMs: number }
  | { name: string; state: 'failed'; failure: Failure };

export interface ReloaderOptions {
  supervisor: Pick<Supervisor, 'entries' | 'stop' | 'reload' | 'keepSpares'>;
  imports: Imports;
  onEvent: (event: ReloadEvent) => void;
  /** How many programs start at once: more than there are cores would all be late. */
  concurrency?: number;
}

/** An edit that concerns more programs does not tell which one is being worked on. */
const maxEdited = 2;

/**
 * Restarts the programs that have loaded a changed file. An edit during a reload ends the process that is starting and starts
 * another, so the last edit is what runs.
 * @returns takes the files that changed together
 */
export function createReloader({
  supervisor,
  imports,
  onEvent,
  concurrency = Math.max(2, availableParallelism()),
}: ReloaderOptions): (files: readonly string[]) => void {
  const queue = new PQueue({ concurrency });
  /** The edits that a program has not been started with. */
  const pending = new Map<string, { files: Set<string>; since: number; isShared: boolean }>();
  const active = new Set<string>();

  /** The programs that were edited last. */
  let edited: readonly string[] = [];
  const priority = (name: string) => priorityOf(name, edited.includes(name));

  async function reload(name: string): Promise<void> {
    active.add(name);
    for (let edit = pending.get(name); edit; edit = pending.get(name)) {
      pending.delete(name);
      onEvent({ name, state: 'reloading', files: [...edit.files] });
      try {
        await supervisor.reload(name, edit);
        onEvent({ name, state: 'live', tookMs: performance.now() - edit.since });
      } catch (error) {
        // A later edit ended it: only the last outcome counts.
        if (!pending.has(name)) onEvent({ name, state: 'failed', failure: describeFailure(error) });
      }
    }
    active.delete(name);
    // Not before: a spare takes as much of the processor as a start.
    if (active.size === 0 && pending.size === 0) void supervisor.keepSpares();
  }

  return (files) => {
    const importers = new Set(imports.importersOf(files));
    const isShared = importers.size > maxEdited;
    if (!isShared) edited = [...new Set([...importers, ...edited])].slice(0, maxEdited);
    // The queue starts what it gets first, whatever the priority of what follows.
    const entries = [...supervisor.entries()].sort((a, b) => priority(b.name) - priority(a.name));
    for (const { name, state } of entries) {
      if (!isAffected({ state, hasLoaded: importers.has(name), isTracked: imports.isTracked(name) }, active.has(name)))
        continue;
      const edit = pending.get(name);
      const isQueued = edit !== undefined;
      pending.set(name, {
        files: new Set([...(edit?.files ?? []), ...files]),
        since: edit?.since ?? performance.now(),
        isShared: isShared && edit?.isShared !== false,
      });
      if (isQueued) continue;
      if (!active.has(name)) void queue.add(() => reload(name), { priority: priority(name) });
      else if (state === 'starting') void supervisor.stop(name);
    }
  };
}

interface Affected {
  state: EndpointEntry['state'];
  hasLoaded: boolean;
  isTracked: boolean;
}

/**
 * A program that failed may lack a file that it never got to load, so every edit is a reason to try again. One that a person
 * has stopped stays stopped; during a reload a program is stopped for a moment too.
 */
const isAffected = ({ state, hasLoaded, isTracked }: Affected, isReloading: boolean): boolean =>
  (state === 'failed' && isTracked) || (hasLoaded && (state !== 'stopped' || isReloading));

/** An edit in `common` concerns all: the one that is being worked on comes first, then those that answer requests. */
function priorityOf(name: string, isEdited: boolean): number {
  if (isEdited) return 2;
  return name.startsWith('relay-') ? 0 : 1;
}
