/// The programs that the documentation shows, so that they compile and run.
package io.roadrunner.conformance.examples;
