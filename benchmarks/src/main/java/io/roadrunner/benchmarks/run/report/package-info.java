/// What becomes of figures: medians, ratios, targets, and the pages that show them.
///
/// Thread model: the thread of the run.
///
/// Read in this order: [Results] collects, [Targets] is the table of what is wanted with [Target]
/// and [Verdict], [MarkdownReport] is the page, [JsonReport] the same for programs, [Charts] its
/// drawings (`BarChart`, `LineChart`, written by `Svg`).
///
/// Tests: `ResultsTest`, `TargetsTest`, `MarkdownReportTest`, `JsonReportTest`, `ChartsTest`.
/// Limitation: errors are summed over the rounds, everything else is a median.
@NullMarked
package io.roadrunner.benchmarks.run.report;

import org.jspecify.annotations.NullMarked;
