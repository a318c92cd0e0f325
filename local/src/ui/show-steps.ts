import { Listr, PRESET_TIMER } from 'listr2';
import type { StepEvent } from '../stack/run-steps.ts';

export interface StepsView {
  show(event: StepEvent): void;
  /** Closes the view; unfinished steps are shown as cancelled. */
  close(): Promise<void>;
}

interface Line {
  say(text: string): void;
  done(): void;
  fail(reason: string): void;
  /** The step will not run. */
  skip(reason: string): void;
}

/** Shows steps as they run: a live list in a terminal, plain lines elsewhere. */
export function showSteps(steps: readonly { name: string; title: string }[]): StepsView {
  const lines = new Map<string, Line>();
  const early: StepEvent[] = [];
  const list = new Listr(
    steps.map(({ name, title }) => ({
      title,
      task: (_context: unknown, task) =>
        new Promise<void>((resolve, reject) => {
          lines.set(name, {
            say: (text) => {
              task.output = text;
            },
            done: resolve,
            fail: (reason) => reject(new Error(reason)),
            skip: (reason) => {
              task.skip(`${title}: ${reason}`);
              resolve();
            },
          });
          for (const event of early.filter((earlier) => earlier.step === name)) apply(event);
        }),
    })),
    {
      concurrent: true,
      exitOnError: false,
      // The supervisor handles Ctrl-C; Listr would exit the process.
      registerSignalListeners: false,
      renderer: 'default',
      fallbackRenderer: 'simple',
      fallbackRendererCondition: () => !process.stdout.isTTY || Boolean(process.env.CI),
      // The summary at the end has the full reason with the end of the log.
      rendererOptions: { showErrorMessage: false, timer: PRESET_TIMER },
      fallbackRendererOptions: { timer: PRESET_TIMER },
    },
  );
  const running = list.run().catch(() => {});

  function apply(event: StepEvent): void {
    const line = lines.get(event.step);
    if (event.state === 'running' && event.text) line?.say(event.text);
    if (event.state === 'done') finish(event.step, (open) => open.done());
    if (event.state === 'failed') finish(event.step, (open) => open.fail(event.failure.reason));
    if (event.state === 'skipped') finish(event.step, (open) => open.skip(event.reason));
  }

  const finished = new Set<string>();
  function finish(name: string, update: (line: Line) => void): void {
    const line = lines.get(name);
    if (!line || finished.has(name)) return;
    finished.add(name);
    update(line);
  }

  return {
    show: (event) => {
      if (lines.has(event.step)) apply(event);
      else early.push(event);
    },
    close: async () => {
      for (const name of lines.keys()) finish(name, (line) => line.skip('cancelled'));
      await running;
    },
  };
}
