/// Request bodies, event streams, cookies and queries as clients send and see them.
@org.jspecify.annotations.NullMarked
package io.roadrunner.conformance.bodies;
