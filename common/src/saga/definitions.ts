import { pivotIndexOf, type SagaDefinition, SagaDefinitionError } from './definition.ts';
import type { Saga } from './saga.ts';

/** A saga runs under a version that this program does not have. It waits until one that has it looks at it. */
export class UnknownDefinitionError extends Error {
  override readonly name = 'UnknownDefinitionError';
}

/** The definitions of a program, with every version under which a saga may still run. */
export interface Definitions {
  all: readonly SagaDefinition[];
  /** The version under which new sagas start. @throws UnknownDefinitionError */
  latest(name: string): SagaDefinition;
  /** The version under which a saga was started. @throws UnknownDefinitionError */
  of(saga: Pick<Saga, 'definition' | 'definitionVersion' | 'steps'>): SagaDefinition;
}

/** @throws SagaDefinitionError when a version is listed twice */
export function createDefinitions(all: readonly SagaDefinition[]): Definitions {
  const byVersion = new Map<string, SagaDefinition>();
  for (const definition of all) {
    const key = keyOf(definition);
    if (byVersion.has(key)) throw new SagaDefinitionError(`saga ${key} is defined twice`);
    byVersion.set(key, definition);
  }
  return {
    all,
    latest(name) {
      const [latest] = all.filter((each) => each.name === name).sort((a, b) => b.version - a.version);
      if (!latest) throw new UnknownDefinitionError(`there is no saga ${name} here`);
      return latest;
    },
    of({ definition: name, definitionVersion: version, steps }) {
      const definition = byVersion.get(keyOf({ name, version }));
      if (!definition) throw new UnknownDefinitionError(`there is no saga ${keyOf({ name, version })} here`);
      if (!hasSameSteps(definition, steps))
        throw new UnknownDefinitionError(
          `the steps of saga ${keyOf(definition)} have changed since this one started; changed steps need a new version`,
        );
      return definition;
    },
  };
}

const keyOf = ({ name, version }: Pick<SagaDefinition, 'name' | 'version'>): string => `${name} version ${version}`;

const hasSameSteps = ({ steps }: SagaDefinition, started: readonly { name: string }[]): boolean =>
  steps.length === started.length && steps.every(({ name }, at) => name === started[at]?.name);

/** Draws a definition as a Mermaid flowchart: steps forwards, compensations backwards. */
export function diagramOf(definition: SagaDefinition): string {
  const pivotAt = pivotIndexOf(definition);
  const lines = definition.steps.flatMap(({ name, commandTopic, isPivot, compensation }, at) => {
    const next = definition.steps[at + 1];
    const label = `${name}<br/>${commandTopic}`;
    return [
      `  ${idOf(name)}${isPivot ? `{{"${label}"}}` : `["${label}"]`}`,
      `  ${idOf(name)} --> ${next ? idOf(next.name) : 'completed(["completed"])'}`,
      ...(compensation ? [`  ${idOf(name)}_undo["undo ${name}<br/>${compensation.commandTopic}"]`] : []),
      ...(at <= pivotAt ? [`  ${idOf(name)} -. failed .-> ${undoBefore(definition, at)}`] : []),
      ...(compensation ? [`  ${idOf(name)}_undo -.-> ${undoBefore(definition, at)}`] : []),
      ...(compensation ? [`  ${idOf(name)} -. no answer .-> ${idOf(name)}_undo`] : []),
    ];
  });
  return ['flowchart LR', ...lines].join('\n');
}

const idOf = (name: string): string => `step_${name.replaceAll('-', '_')}`;

function undoBefore({ steps }: SagaDefinition, at: number): string {
  const previous = steps.slice(0, at).findLast(({ compensation }) => compensation);
  return previous ? `${idOf(previous.name)}_undo` : 'compensated(["compensated"])';
}
