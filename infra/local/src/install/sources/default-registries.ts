/**
 * Where pip and Maven look when nobody tells them otherwise. Only used when neither is configured and neither is
 * installed; npm is always there, so its address is not needed.
 */
export const defaultPythonIndex = 'https://pypi.org/simple';
export const defaultMavenRepository = 'https://repo.maven.apache.org/maven2';
