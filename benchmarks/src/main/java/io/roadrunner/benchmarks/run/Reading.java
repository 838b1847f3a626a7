package io.roadrunner.benchmarks.run;

import io.roadrunner.benchmarks.run.plan.Figures;

/// What one measurement gave.
///
/// @param variant which of several that a scenario has, such as `75 %`; empty where it has one
record Reading(String variant, Figures figures) {}
