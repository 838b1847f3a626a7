/// Types of the root package under several threads at once.
package io.roadrunner;
