import kafkajs, { type AclEntry, type Admin } from 'kafkajs';

// Node finds only some exports of this CommonJS module by name.
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

/** What a user of the brokers may do with a topic or a consumer group. Reading and writing include describing. */
export interface Grant {
  resource: 'topic' | 'group';
  name: string;
  /** Whether it is for every name that begins so; `isPrefix` with an empty name is everything. */
  isPrefix?: boolean;
  operation: 'read' | 'write' | 'create' | 'delete' | 'describe' | 'describe configs';
}

const resources = { topic: AclResourceTypes.TOPIC, group: AclResourceTypes.GROUP } as const;
const operations = {
  read: AclOperationTypes.READ,
  write: AclOperationTypes.WRITE,
  create: AclOperationTypes.CREATE,
  delete: AclOperationTypes.DELETE,
  describe: AclOperationTypes.DESCRIBE,
  'describe configs': AclOperationTypes.DESCRIBE_CONFIGS,
} as const satisfies Record<Grant['operation'], AclEntry['operation']>;

const entryOf = (user: string, { resource, name, isPrefix = false, operation }: Grant): AclEntry => ({
  resourceType: resources[resource],
  resourceName: name === '' ? '*' : name,
  resourcePatternType: isPrefix && name !== '' ? ResourcePatternTypes.PREFIXED : ResourcePatternTypes.LITERAL,
  principal: `User:${user}`,
  host: '*',
  operation: operations[operation],
  permissionType: AclPermissionTypes.ALLOW,
});

const textOf = ({ resourceType, resourceName, resourcePatternType, host, operation, permissionType }: AclEntry) =>
  [resourceType, resourceName, resourcePatternType, host, operation, permissionType].join();

/** Gives a user exactly these rights: adds missing ones, then takes others away. Idempotent. */
export async function replaceGrants(
  admin: Admin,
  user: string,
  grants: readonly Grant[],
): Promise<{ added: number; removed: number }> {
  const found = await admin.describeAcls({
    resourceType: AclResourceTypes.ANY,
    resourcePatternType: ResourcePatternTypes.ANY,
    principal: `User:${user}`,
    operation: AclOperationTypes.ANY,
    permissionType: AclPermissionTypes.ANY,
  });
  const existing = found.resources.flatMap(({ acls, ...resource }) => acls.map((acl) => ({ ...resource, ...acl })));
  const [has, wanted] = [new Set(existing.map(textOf)), grants.map((grant) => entryOf(user, grant))];
  const wants = new Set(wanted.map(textOf));
  const missing = wanted.filter((entry) => !has.has(textOf(entry)));
  const superfluous = existing.filter((entry) => !wants.has(textOf(entry)));
  if (missing.length > 0) await admin.createAcls({ acl: missing });
  if (superfluous.length > 0) await admin.deleteAcls({ filters: superfluous });
  return { added: missing.length, removed: superfluous.length };
}
