/// What is shipped under `deploy/`, and that nothing is lost while instances are replaced: real
/// programs behind a real HAProxy and a real nginx, or one after the other on one port. Clients of
/// [Load] count what they asked and what was answered; they never ask twice.
@NullMarked
package io.roadrunner.conformance.deploy;

import org.jspecify.annotations.NullMarked;
