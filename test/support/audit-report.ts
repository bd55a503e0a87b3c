// What `npm audit --json` says, told apart: nothing known, faults, or no answer at all. No answer must never look like the first.
import { z } from 'zod';

const Report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      severity: z.string(),
      range: z.string().optional(),
      via: z.array(z.union([z.string(), z.object({ title: z.string(), url: z.string().optional() })])),
    }),
  ),
  metadata: z.object({ dependencies: z.object({ total: z.int().min(1) }) }),
});
const Failed = z.object({ message: z.string().optional(), error: z.unknown().optional() });

export type Audit =
  | { kind: 'clean'; packages: number }
  | { kind: 'faults'; faults: string[] }
  | { kind: 'unasked'; why: string };

export const readAudit = (output: string): Audit => {
  let json: unknown;
  try {
    json = JSON.parse(output);
  } catch {
    return { kind: 'unasked', why: 'npm gave no report' };
  }
  const report = Report.safeParse(json);
  if (!report.success) {
    const failed = Failed.safeParse(json);
    return { kind: 'unasked', why: failed.data?.message ?? 'npm gave another kind of report' };
  }
  const faults = Object.entries(report.data.vulnerabilities)
    .filter(([, { severity }]) => severity === 'high' || severity === 'critical')
    .map(([name, { severity, range, via }]) => {
      const titles = via.map((each) =>
        typeof each === 'string' ? `through ${each}` : `${each.title} ${each.url ?? ''}`.trim(),
      );
      return `${name} ${range ?? ''} (${severity}): ${titles.join('; ')}`;
    });
  return faults.length > 0
    ? { kind: 'faults', faults }
    : { kind: 'clean', packages: report.data.metadata.dependencies.total };
};
