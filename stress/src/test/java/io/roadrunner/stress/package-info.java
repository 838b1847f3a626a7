/// Runs the stress tests, which jcstress finds, in processes of their own.
package io.roadrunner.stress;
