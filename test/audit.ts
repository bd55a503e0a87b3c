// `npm run audit`: whether the registry knows of high or critical faults in what we stand on. Where the registry does not
// answer, that is said aloud and is no passing: exit code 0 none known, 1 some known, 2 it could not be asked.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readAudit } from './support/audit-report.ts';

const { stdout, stderr } = spawnSync(
  'npm',
  ['audit', '--json', '--fetch-retries=1', '--fetch-timeout=20000'],
  {
    cwd: join(import.meta.dirname, '..'),
    encoding: 'utf8',
    shell: process.platform === 'win32',
    timeout: 120_000,
  },
);
const audit = readAudit(stdout ?? '');
switch (audit.kind) {
  case 'clean':
    console.log(`✓ no high or critical faults are known in the ${audit.packages} packages that we stand on`);
    break;
  case 'faults':
    for (const fault of audit.faults) console.error(`✗ ${fault}`);
    process.exitCode = 1;
    break;
  case 'unasked':
    console.error(`! NOT AUDITED: the registry could not be asked (${audit.why}). This is not a pass.`);
    if (stderr !== '') console.error(stderr.trim());
    process.exitCode = 2;
    break;
}
