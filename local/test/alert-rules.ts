import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '../src/config.ts';

export const rulesFile = join(root, 'infra/observability/alerts.yaml');

const Alert = z.object({
  alert: z.string(),
  expr: z.string(),
  for: z.string().optional(),
  labels: z.object({ severity: z.enum(['page', 'ticket']) }),
  annotations: z.object({ summary: z.string(), action: z.string(), runbook: z.string() }),
});
const Recording = z.object({ record: z.string(), expr: z.string() });
const Rules = z.object({
  groups: z.array(z.object({ name: z.string(), rules: z.array(z.union([Alert, Recording])) })),
});

export type Alert = z.infer<typeof Alert>;

const rules = Rules.parse(parse(readFileSync(rulesFile, 'utf8'))).groups.flatMap((group) => group.rules);

export const alerts: Alert[] = rules.filter((rule) => 'alert' in rule);
/** The expressions of all rules. */
export const expressions: string[] = rules.map(({ expr }) => expr);
export const recorded: string[] = rules.flatMap((rule) => ('record' in rule ? rule.record : []));
