import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFileLock } from '../../files/file-lock.ts';
import { runCommand } from '../../process/run-command.ts';
import type { OnProgress } from '../install-once.ts';

const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1';

export interface MavenRun {
  maven: string;
  /** Folder for Maven's project file. */
  workFolder: string;
  /** Two Maven processes that write to one local repository at the same time can leave incomplete files in it. */
  lockFile: string;
  onProgress?: OnProgress | undefined;
}

/**
 * Copies files into a folder with the layout of a repository.
 * @param coordinates group:artifact:version, with :type:classifier for anything but a plain jar
 * @param isWhole whether the files are self-contained: their dependencies are left out
 */
export async function copyWithMaven(
  coordinates: readonly string[],
  { isWhole }: { isWhole: boolean },
  outputFolder: string,
  { maven, workFolder, lockFile, onProgress = () => {} }: MavenRun,
): Promise<void> {
  mkdirSync(workFolder, { recursive: true });
  const projectFile = join(workFolder, 'pom.xml');
  writeFileSync(projectFile, projectWith(coordinates, isWhole));
  let files = 0;
  const settings = ['-DincludeScope=runtime', '-Dmdep.useRepositoryLayout=true', `-DoutputDirectory=${outputFolder}`];
  await withFileLock(lockFile, () =>
    runCommand(maven, ['--batch-mode', '--file', projectFile, `${plugin}:copy-dependencies`, ...settings], {
      name: 'Maven',
      cwd: workFolder,
      onLine: (line) => {
        if (/Downloaded from/.test(line)) onProgress(`${++files} files downloaded`);
      },
    }),
  );
}

const projectWith = (
  coordinates: readonly string[],
  isWhole: boolean,
): string => `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>ticketing.local</groupId><artifactId>parts</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>${coordinates.map((coordinate) => dependency(coordinate, isWhole)).join('')}</dependencies>
</project>
`;

const excludeAll = '<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>';

function dependency(coordinate: string, isWhole: boolean): string {
  const [group, artifact, version, type, classifier] = coordinate.split(':');
  const kind = `${type ? `<type>${type}</type>` : ''}${classifier ? `<classifier>${classifier}</classifier>` : ''}`;
  return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>${kind}${isWhole ? excludeAll : ''}</dependency>`;
}

/** org/slf4j/slf4j-api/1.7.36/slf4j-api-1.7.36.jar → org.slf4j:slf4j-api:1.7.36 */
export function coordinateOf(path: string): string {
  const folders = path.split('/');
  const [artifact = '', version = '', file = ''] = folders.slice(-3);
  const [, classifier, type] = /^(?:-(.+?))?\.(tar\.gz|\w+)$/.exec(file.slice(`${artifact}-${version}`.length)) ?? [];
  const kind = type === 'jar' && !classifier ? '' : `:${type}${classifier ? `:${classifier}` : ''}`;
  return `${folders.slice(0, -3).join('.')}:${artifact}:${version}${kind}`;
}
