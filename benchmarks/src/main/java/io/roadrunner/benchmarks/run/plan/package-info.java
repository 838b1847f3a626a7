/// What is measured, as data: nothing here starts, waits or prints.
///
/// Thread model: everything is immutable.
///
/// Read in this order: [Scenarios] is the table of [Scenario]s, [Measure] how one is measured,
/// [Load] by what, [Contender] who takes part, [Figure] and [Figures] what comes out.
///
/// Tests: `ScenariosTest`, `FiguresTest`. Limitations: sizes are those of a machine with two
/// processors, one for the server and one for the load.
@NullMarked
package io.roadrunner.benchmarks.run.plan;

import org.jspecify.annotations.NullMarked;
