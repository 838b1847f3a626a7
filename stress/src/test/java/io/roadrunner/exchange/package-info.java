/// Stress tests of the pipeline's types with several writers.
package io.roadrunner.exchange;
