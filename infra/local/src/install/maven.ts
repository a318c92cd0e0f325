import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFileLock } from '../files/file-lock.ts';
import { runCommand } from '../process/run-command.ts';
import type { OnProgress } from './install-once.ts';
import { versions } from './versions.ts';

export interface MavenRun {
  /** Where Maven may work; also the place of its project file. */
  workFolder: string;
  lockFile: string;
  onProgress: OnProgress;
}

const plugin = `org.apache.maven.plugins:maven-dependency-plugin:${versions.mavenDependencyPlugin}`;

/** Copies the jars with everything they need at run time. @param coordinates group:artifact:version */
export async function copyJars(coordinates: readonly string[], outputFolder: string, run: MavenRun): Promise<void> {
  const goal = ['copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${outputFolder}`] as const;
  await maven(projectWith(coordinates), goal, run);
}

/** Unpacks one archive. @param coordinate group:artifact:version:type:classifier */
export async function unpack(coordinate: string, outputFolder: string, run: MavenRun): Promise<void> {
  await maven(projectWith([]), ['unpack', `-Dartifact=${coordinate}`, `-DoutputDirectory=${outputFolder}`], run);
}

async function maven(project: string, [goal, ...settings]: readonly [string, ...string[]], run: MavenRun) {
  const projectFile = join(run.workFolder, 'pom.xml');
  writeFileSync(projectFile, project);
  let files = 0;
  // Two Mavens that fill one local repository at the same time can leave half a file in it.
  await withFileLock(run.lockFile, () =>
    runCommand('mvn', ['--batch-mode', '--file', projectFile, `${plugin}:${goal}`, ...settings], {
      name: 'Maven',
      cwd: run.workFolder,
      onLine: (line) => {
        if (/Downloaded from/.test(line)) run.onProgress(`${++files} files downloaded`);
      },
    }),
  );
}

const projectWith = (coordinates: readonly string[]): string => `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>ticketing.local</groupId><artifactId>parts</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>${coordinates.map(dependency).join('')}</dependencies>
</project>
`;

const dependency = (coordinate: string): string => {
  const [group, artifact, version] = coordinate.split(':');
  return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
};
