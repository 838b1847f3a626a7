package io.roadrunner;

import io.roadrunner.config.InvalidTlsException;
import org.jspecify.annotations.Nullable;

/// Something that cannot be done with a listener or a service; [#reason()] says why.
public final class ListenerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    ListenerException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    static ListenerException alreadyStarted(String name, String what) {
        return new ListenerException(
                new Reason.AlreadyStarted(name),
                "a %s of the name %s runs already".formatted(what, name),
                null);
    }

    static ListenerException closed() {
        return new ListenerException(new Reason.Closed(), "this Roadrunner is closed", null);
    }

    static ListenerException stopped(String name, String what) {
        return new ListenerException(
                new Reason.Stopped(name), what + " " + name + " has stopped", null);
    }

    static ListenerException draining(String service) {
        return new ListenerException(
                new Reason.Draining(service), "service " + service + " is draining", null);
    }

    static ListenerException noRoutes(String name, String what) {
        return new ListenerException(
                new Reason.NoRoutes(name),
                "%s %s: a single handler is no table of routes".formatted(what, name),
                null);
    }

    /// Why it cannot be done.
    public Reason reason() {
        return reason;
    }

    /// What stands in the way.
    public sealed interface Reason {
        /// A listener or service of this name runs already.
        ///
        /// @param name the name
        record AlreadyStarted(String name) implements Reason {}

        /// The address cannot be bound.
        ///
        /// @param cause the error of the system, such as `Address already in use`
        record ListenFailed(Throwable cause) implements Reason {}

        /// A key or certificate cannot be used.
        ///
        /// @param cause which file, and what is wrong with it
        record InvalidTls(InvalidTlsException cause) implements Reason {}

        /// The port is a plain one.
        ///
        /// @param name the name of the listener
        record NoTls(String name) implements Reason {}

        /// There is a single handler and no table of routes that could be replaced.
        ///
        /// @param name the name of the listener or service
        record NoRoutes(String name) implements Reason {}

        /// The listener or service has stopped.
        ///
        /// @param name the name that it had
        record Stopped(String name) implements Reason {}

        /// The service is draining and takes no listener any more.
        ///
        /// @param name the name of the service
        record Draining(String name) implements Reason {}

        /// The `Roadrunner` is closed.
        record Closed() implements Reason {}
    }
}
