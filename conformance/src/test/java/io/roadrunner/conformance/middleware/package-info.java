/// The middlewares that come with the server, as clients see them.
@org.jspecify.annotations.NullMarked
package io.roadrunner.conformance.middleware;
