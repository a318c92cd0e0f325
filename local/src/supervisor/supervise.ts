import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { trustAuthority } from '@ticketing/common/endpoints';
import type { LocalConfig } from '../config.ts';
import { createDashboard } from '../dashboard/dashboard.ts';
import { type Endpoints, removeEndpoints, writeEndpoints } from '../endpoints.ts';
import { resolvePorts } from '../ports/resolve-ports.ts';
import { killCommands } from '../process/run-command.ts';
import { createReloader, type ReloadEvent } from '../reload/reloader.ts';
import { createSpares } from '../reload/spares.ts';
import { watchSources } from '../reload/watch-sources.ts';
import { type Secrets, secretsForStart } from '../secrets.ts';
import { clientUnit } from '../stack/client-unit.ts';
import { createContext, logFile, type StackContext } from '../stack/context.ts';
import { chooseLinks } from '../stack/links.ts';
import { observeUnits } from '../stack/observe-units.ts';
import { partUnits } from '../stack/part-units.ts';
import { planSteps } from '../stack/plan.ts';
import { runSteps, type Step } from '../stack/run-steps.ts';
import { nodeUnits } from '../stack/service-units.ts';
import { ensureCertificates, withAuthorities } from '../tls/certificates.ts';
import { createSecurity, type Security } from '../tls/security.ts';
import { serveControl } from './control-server.ts';
import { lockHome, unlockHome } from './lock.ts';
import type { SupervisorCommand, SupervisorMessage } from './messages.ts';
import { sweepPids } from './pid-files.ts';
import { createSupervisor, type Supervisor } from './supervisor.ts';

/**
 * The process that starts, restarts and stops all programs. It runs until it is told to stop: by a signal, by a command on
 * its socket or, when attached, by the exit of the process that started it.
 */
export async function supervise(config: LocalConfig, { isAttached }: { isAttached: boolean }): Promise<void> {
  const startedAt = Date.now();
  const owner = lockHome(config.folders);
  if (owner) {
    tell({ type: 'refused', reason: `is already running (pid ${owner.pid})` });
    process.exit(1);
  }
  await sweepPids(config.folders.run);
  const ports = await resolvePorts(config.ports);
  const links = config.hasProxies ? await chooseLinks() : null;
  const secrets = startSecrets(config);
  const security = config.secures ? await protect(config.folders, secrets.partsKey) : null;
  const context = createContext({ config, ports, secrets, links, security });
  const units = [...partUnits(context), ...nodeUnits(context), clientUnit(context), ...observeUnits(context)];
  const token = randomBytes(24).toString('base64url');
  let state: Endpoints['state'] = 'starting';
  const spares = context.imports ? createSpares(context.imports) : undefined;
  const supervisor: Supervisor = createSupervisor({
    units,
    logOf: (name) => logFile(context, name),
    runFolder: config.folders.run,
    restartsServices: config.restartsServices,
    spares,
    onChange: () => publish(),
    onWarning: (text) => tell({ type: 'warning', text }),
  });
  const write = endpointsWriter(context, supervisor, startedAt, token);
  const publish = () => write(state);

  let control: Server | undefined;
  let stopping: Promise<void> | undefined;
  const stopAll = () => {
    stopping ??= (async () => {
      state = 'stopping';
      tell({ type: 'stopping' });
      killCommands();
      await supervisor.stopAll((name) => tell({ type: 'stopped', name }));
      removeEndpoints(config.folders.home);
      unlockHome(config.folders);
    })();
    return stopping;
  };
  onStopRequest(isAttached, () => void stopAll().then(() => process.exit(0)));
  control = await serveControl(config.folders.home, {
    start: (name) => supervisor.start(name),
    stop: (name) => supervisor.stop(name),
    restart: (name, env) => supervisor.restart(name, env),
    stopAll: async () => {
      await stopAll();
      // After the response is sent.
      setImmediate(() => control?.close(() => process.exit(0)));
    },
  });
  await serveDashboard(context, supervisor, token);
  publish();
  await reloadOnEdit(context, supervisor);

  const missing = await bringUp(planSteps(context, units, supervisor));
  if (stopping) return;
  state = missing.length === 0 ? 'ready' : 'incomplete';
  publish();
  tell({ type: 'up', missing, tookMs: Date.now() - startedAt });
  await supervisor.keepSpares();
}

/** @throws never: a refusal ends this process with its reason */
function startSecrets(config: LocalConfig): Secrets {
  try {
    return secretsForStart(config);
  } catch (error) {
    tell({ type: 'refused', reason: error instanceof Error ? error.message : String(error) });
    unlockHome(config.folders);
    process.exit(1);
  }
}

/** Creates certificates and users for the parts. This process sets them up, so it trusts their authority. */
async function protect({ data }: LocalConfig['folders'], key: string): Promise<Security> {
  const certificates = await ensureCertificates(join(data, 'tls'));
  // Installing and the programs may need the authority that this variable named before.
  const others = process.env.NODE_EXTRA_CA_CERTS;
  trustAuthority(certificates);
  if (others)
    process.env.NODE_EXTRA_CA_CERTS = withAuthorities(join(data, 'tls/all.pem'), [others, certificates.caFile]);
  return createSecurity(certificates, key);
}

function bringUp(steps: readonly Step[]): Promise<string[]> {
  tell({ type: 'plan', steps: steps.map(({ name, title, needs }) => ({ name, title, needs })) });
  return runSteps(steps, (event) => tell({ type: 'step', event }));
}

const endpointsWriter =
  (context: StackContext, supervisor: Supervisor, startedAt: number, token: string) => (state: Endpoints['state']) =>
    writeEndpoints(context.config.folders.home, {
      state,
      startedAt: new Date(startedAt).toISOString(),
      supervisor: { pid: process.pid, log: logFile(context, 'supervisor') },
      reloads: context.config.reloads,
      dashboard: `http://127.0.0.1:${context.ports.dashboard}/?token=${token}`,
      addresses: context.addresses,
      processes: supervisor.entries(),
    });

async function serveDashboard(context: StackContext, supervisor: Supervisor, token: string): Promise<void> {
  const { addresses, config, ports, secrets } = context;
  const given = [config.stripeKey, config.stripeWebhookSecret].filter((secret) => secret !== undefined);
  const own = Object.values(secrets).flatMap((secret) => {
    if (typeof secret === 'boolean') return [];
    return typeof secret === 'string' ? secret : secret.d;
  });
  const hidden = [...own, ...given, token];
  const dashboard = createDashboard({ port: ports.dashboard, token, supervisor, addresses, secrets: hidden });
  dashboard.listen(ports.dashboard, '127.0.0.1');
  await once(dashboard, 'listening');
}

async function reloadOnEdit({ imports }: StackContext, supervisor: Supervisor): Promise<void> {
  if (!imports) return;
  const onEvent = (event: ReloadEvent) => tell({ type: 'reload', event });
  const reloader = createReloader({ supervisor, imports, onEvent });
  await watchSources(reloader);
}

function onStopRequest(isAttached: boolean, stop: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.on('message', (command: SupervisorCommand) => {
    if (command.type === 'stop') stop();
  });
  process.on('disconnect', () => {
    if (isAttached) stop();
  });
}

/** Sends a message to the process that started us, while it is connected, and writes it to our log. */
function tell(message: SupervisorMessage): void {
  if (message.type !== 'step' || message.event.state !== 'running') {
    console.log(JSON.stringify({ at: new Date().toISOString(), ...message }));
  }
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}
