/// The rules of the house, held by tests: which package may use which, and what a source file looks
/// like.
///
/// * `ArchitectureTest` reads the compiled classes: `Arrows` is its table.
/// * `TidyTest` reads the sources: `TidyRules` and `TidyWords` are its tables, `JavaText` and
///   `MethodScanner` know just enough Java for them.
/// * `ArchitectureRulesTest` and `TidyRulesTest` prove that each rule can fail.
package io.roadrunner.conformance.architecture;
