/// What a request costs, in figures that do not depend on the speed of the machine: allocated bytes
/// and system calls. The bounds are committed here; who makes a request dearer finds out.
package io.roadrunner.conformance.cost;
