/// Stress tests of the listener's types with several writers.
package io.roadrunner.listener;
