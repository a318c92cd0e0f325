import { z } from 'zod';

const filebeat = z.looseObject({
  'output.elasticsearch': z.looseObject({ hosts: z.unknown(), username: z.unknown(), password: z.unknown() }),
});
const cluster = z.object({ metadata: z.object({ name: z.string() }), spec: z.object({ version: z.string() }) });

/** Logs of the programs' namespace on a node. */
const logFiles = '/var/log/pods/ticketing_*/*/*.log';

/**
 * Returns the object that makes ECK run Filebeat on every node. ECK adds where Elasticsearch is and a user for it. The pod needs no access to
 * the API of Kubernetes, because the names of pod and container are in the path of a log file.
 */
export function beatFor({ config, elasticsearch }: { config: unknown; elasticsearch: unknown }) {
  const { 'output.elasticsearch': output, ...rest } = filebeat.parse(config);
  const { hosts: _hosts, username: _username, password: _password, ...routing } = output;
  const { metadata, spec } = cluster.parse(elasticsearch);
  return {
    apiVersion: 'beat.k8s.elastic.co/v1beta1',
    kind: 'Beat',
    metadata: { name: metadata.name },
    spec: {
      type: 'filebeat',
      version: spec.version,
      elasticsearchRef: { name: metadata.name },
      config: { ...rest, 'output.elasticsearch': routing },
      daemonSet: { podTemplate: { spec: podSpec } },
    },
  };
}

/** Log files belong to root; it may read them and nothing more. */
const podSpec = {
  automountServiceAccountToken: false,
  terminationGracePeriodSeconds: 30,
  securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
  containers: [
    {
      name: 'filebeat',
      securityContext: {
        runAsUser: 0,
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
      resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
      env: [{ name: 'LOG_FILES', value: logFiles }],
      volumeMounts: [{ name: 'logs', mountPath: '/var/log/pods', readOnly: true }],
    },
  ],
  volumes: [{ name: 'logs', hostPath: { path: '/var/log/pods' } }],
};
