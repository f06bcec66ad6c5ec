/** Appends the counts of one jest run to the file named by WAYMARK_TALLY, so that CI can add up several runs. */
import { appendFileSync } from "node:fs";

export default class TallyReporter {
  onRunComplete(_contexts, results) {
    const file = process.env.WAYMARK_TALLY;
    if (file === undefined) return;
    const brokenFiles = results.testResults.filter(
      (t) => t.testExecError !== undefined && t.testExecError !== null,
    ).length;
    const failed = results.numFailedTests + brokenFiles;
    appendFileSync(file, `${results.numPassedTests} ${failed} ${results.numPendingTests + results.numTodoTests}\n`);
  }
}
