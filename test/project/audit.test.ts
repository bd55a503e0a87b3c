// That no answer of the registry is ever taken for a clean one.
import { describe, expect, it } from 'vitest';
import { readAudit } from '../support/audit-report.ts';

const report = (vulnerabilities: object): string =>
  JSON.stringify({ auditReportVersion: 2, vulnerabilities, metadata: { dependencies: { total: 312 } } });
const fault = (severity: string): object => ({
  severity,
  range: '<1.2.3',
  via: [{ title: 'It breaks', url: 'https://example.org/1' }, 'another'],
});

describe('the audit', () => {
  it('is clean where nothing high is known, and says of how many packages', () => {
    expect(readAudit(report({}))).toEqual({ kind: 'clean', packages: 312 });
    expect(readAudit(report({ a: fault('moderate'), b: fault('low') }))).toEqual({
      kind: 'clean',
      packages: 312,
    });
  });

  it.each(['high', 'critical'])('names what is %s', (severity) => {
    expect(readAudit(report({ a: fault('low'), b: fault(severity) }))).toEqual({
      kind: 'faults',
      faults: [`b <1.2.3 (${severity}): It breaks https://example.org/1; through another`],
    });
  });

  it.each([
    ['', 'npm gave no report'],
    ['npm error 405', 'npm gave no report'],
    ['{}', 'npm gave another kind of report'],
    ['{"message":"405 Method Not Allowed","error":{}}', '405 Method Not Allowed'],
    ['{"vulnerabilities":{},"metadata":{"dependencies":{"total":0}}}', 'npm gave another kind of report'],
  ])('is no pass where nobody answered: %s', (output, why) => {
    expect(readAudit(output)).toEqual({ kind: 'unasked', why });
  });
});
