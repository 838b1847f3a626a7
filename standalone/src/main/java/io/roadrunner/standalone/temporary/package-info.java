/// Files that a process needs only while it runs, and what is left of those of processes that were
/// killed.
///
/// Thread model: a folder is made and closed by its owner; any thread may use the files in it.
///
/// Read path: [ProcessFolder], then [Leftovers].
///
/// Tests: `standalone` in the conformance module. Limitation: what was killed in the instant
/// between making a folder and locking it leaves an empty one.
package io.roadrunner.standalone.temporary;
