import { v5 as uuidv5 } from 'uuid';

/** Our namespace for ids of sagas (RFC 9562, section 5.5). Must never change: a saga would be started again. */
const namespace = '6f1d8f0e-2f55-4a8a-9d0a-51c9b2f8a7e4';

/** Returns the id of the only saga of a definition that something can have, however often its start is asked for. */
export const sagaIdOf = (definition: string, subjectId: string): string =>
  uuidv5(`${definition}:${subjectId}`, namespace);
