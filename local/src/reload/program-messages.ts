/** What a program that runs with reload tells the supervisor. */
export type ProgramMessage =
  /** A file of this checkout that it loads. */
  | { imported: string }
  /** The address of a file in node_modules that this checkout's code imports. */
  | { usesPackage: string };

/** What a spare tells the supervisor once it has loaded the packages. */
export interface SpareLoaded {
  isLoaded: true;
}

/** What the supervisor tells a spare; anything else makes it the program. */
export interface LoadFiles {
  /** Files of this checkout that the program is about to need. */
  load: string[];
}

/** Makes a process a spare: the addresses of the packages that it loads before it waits, one a line. */
export const sparePackagesVariable = 'TICKETING_SPARE_PACKAGES';

/** The port on which a program waits for a debugger. */
export const inspectPortVariable = 'TICKETING_INSPECT_PORT';
