package io.roadrunner.benchmarks.run.report;

/// Which measurement.
///
/// @param scenario its name
/// @param variant which of several of the scenario, empty where it has one
/// @param contender the name of the server
public record Key(String scenario, String variant, String contender) {}
