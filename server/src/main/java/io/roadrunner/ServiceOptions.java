package io.roadrunner;

import io.roadrunner.config.DrainOptions;
import io.roadrunner.config.InvalidOptionException;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.config.OptionProblem;
import io.roadrunner.config.Protocol;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Middleware;
import io.roadrunner.routing.Routes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a service is told when it starts: its listeners, and what they share. Immutable; made and
/// checked by its [Builder].
public final class ServiceOptions {
    private static final String HTTP = "http";
    private static final String HTTPS = "https";
    private static final int TLS_PORT = 8443;

    private final String name;
    private final Map<String, ListenerOptions> listeners;
    private final Routes routes;
    private final List<Middleware> middlewares;
    private final int maxConcurrentRequests;
    private final DrainOptions drain;
    private final Map<String, Object> attributes;

    private ServiceOptions(Builder checked, Map<String, ListenerOptions> listeners, Routes routes) {
        this.name = checked.name;
        this.listeners = Collections.unmodifiableMap(listeners);
        this.routes = routes;
        this.middlewares = checked.middlewares;
        this.maxConcurrentRequests = checked.maxConcurrentRequests;
        this.drain = checked.drain;
        this.attributes = checked.attributes;
    }

    /// A builder with every default.
    ///
    /// @param name of the service: not empty, without `/`, unique among the services that run
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /// The name of the service.
    public String name() {
        return name;
    }

    /// The listeners by their names within the service, in the order in which they are started; at
    /// least one.
    public Map<String, ListenerOptions> listeners() {
        return listeners;
    }

    /// What answers on every listener.
    public Routes routes() {
        return routes;
    }

    /// What wraps every answer of every listener, the first outermost, within what a listener has
    /// of its own; default none.
    public List<Middleware> middlewares() {
        return middlewares;
    }

    /// Requests of all listeners together that run at a time; 0 = off, the default. What exceeds it
    /// is answered 503 with `retry-after`, or refused to be sent again on HTTP/2, and counted.
    public int maxConcurrentRequests() {
        return maxConcurrentRequests;
    }

    /// What a drain of the service takes unless it is told otherwise; default
    /// [DrainOptions#standard()].
    public DrainOptions drain() {
        return drain;
    }

    /// What every request finds among its [attributes][io.roadrunner.http.Request#attributes()];
    /// default nothing.
    public Map<String, Object> attributes() {
        return attributes;
    }

    /// Checks what is to become a listener of a service.
    ///
    /// @throws InvalidOptionException with everything that is wrong
    static void checkListener(String listenerName, ListenerOptions options) {
        List<OptionProblem> problems = new ArrayList<>();
        checkListener(listenerName, options, problems);
        throwIfAny(problems);
    }

    private static void checkListener(
            String listenerName, ListenerOptions options, List<OptionProblem> problems) {
        String option = "listeners." + listenerName;
        if (!isName(listenerName)) {
            problems.add(new OptionProblem("listeners", listenerName, "is not a name"));
        }
        if (options.hasRoutes()) {
            problems.add(conflict(option, "routes", "all listeners of a service share theirs"));
        }
        if (listenerName.equals(HTTP) && options.tls() != null) {
            problems.add(conflict(option, "tls", "http is a plain port"));
        }
        if (listenerName.equals(HTTPS) && options.tls() == null) {
            problems.add(new OptionProblem(option + ".tls", "null", "is missing"));
        }
    }

    private static OptionProblem conflict(String option, String part, String reason) {
        return new OptionProblem(option + "." + part, "given", "conflict: " + reason);
    }

    /// A name is a part of the listener's name and of the names of threads.
    private static boolean isName(String text) {
        return !text.isBlank() && text.indexOf('/') < 0;
    }

    private static void throwIfAny(List<OptionProblem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidOptionException(problems);
        }
    }

    /// Collects the options of a service. Setters accept everything: [#build] checks, and reports
    /// all problems together. Belongs to one thread and may be used again after a build.
    public static final class Builder {
        private final String name;
        private final Map<String, ListenerOptionsBuilder> listeners = new LinkedHashMap<>();
        private @Nullable Routes routes;
        private @Nullable Handler handler;
        private List<Middleware> middlewares = List.of();
        private int maxConcurrentRequests;
        private DrainOptions drain = DrainOptions.standard();
        private Map<String, Object> attributes = Map.of();

        private Builder(String name) {
            this.name = name;
        }

        /// Adds the listener `http`: a plain port, of HTTP/1.1 and number 8080 unless changed.
        ///
        /// @param change sets options of the listener; called at once
        public Builder http(UnaryOperator<ListenerOptionsBuilder> change) {
            return listener(HTTP, change.apply(ListenerOptions.builder()));
        }

        /// Adds the listener `https`: HTTP/2 and HTTP/1.1 over TLS, on port 8443 unless changed.
        ///
        /// @param change sets options of the listener, `tls` at least; called at once
        public Builder https(UnaryOperator<ListenerOptionsBuilder> change) {
            ListenerOptionsBuilder standard =
                    ListenerOptions.builder()
                            .port(TLS_PORT)
                            .protocols(Protocol.http2(), Protocol.http1());
            return listener(HTTPS, change.apply(standard));
        }

        /// Adds a listener of another name, or replaces one.
        ///
        /// @param listenerName not empty, without `/`
        /// @param options what it does, without routes; built and checked with the service
        public Builder listener(String listenerName, ListenerOptionsBuilder options) {
            listeners.put(listenerName, options);
            return this;
        }

        /// Adds a listener of another name, or replaces one.
        ///
        /// @param listenerName not empty, without `/`
        /// @param options what it does, without routes
        public Builder listener(String listenerName, ListenerOptions options) {
            return listener(listenerName, options.toBuilder());
        }

        /// Sets what answers: this or [#handler], and not both.
        public Builder routes(Routes routes) {
            this.routes = routes;
            return this;
        }

        /// Sets the one handler that answers everything: this or [#routes], and not both.
        public Builder handler(Handler handler) {
            this.handler = handler;
            return this;
        }

        /// Sets [ServiceOptions#middlewares] to a copy of the list.
        public Builder middlewares(List<Middleware> middlewares) {
            this.middlewares = List.copyOf(middlewares);
            return this;
        }

        /// Sets [ServiceOptions#middlewares].
        public Builder middlewares(Middleware... middlewares) {
            return middlewares(List.of(middlewares));
        }

        /// Sets [ServiceOptions#maxConcurrentRequests].
        public Builder maxConcurrentRequests(int requests) {
            this.maxConcurrentRequests = requests;
            return this;
        }

        /// Sets [ServiceOptions#drain].
        public Builder drain(DrainOptions drain) {
            this.drain = drain;
            return this;
        }

        /// Sets [ServiceOptions#attributes] to a copy of the map.
        public Builder attributes(Map<String, Object> attributes) {
            this.attributes = Map.copyOf(attributes);
            return this;
        }

        /// The options, checked.
        ///
        /// @throws InvalidOptionException with everything that is wrong, of every listener too
        public ServiceOptions build() {
            List<OptionProblem> problems = new ArrayList<>();
            if (!isName(name)) {
                problems.add(new OptionProblem("name", name, "is not a name"));
            }
            Map<String, ListenerOptions> built = buildListeners(problems);
            Routes answering = answering(problems);
            if (maxConcurrentRequests < 0) {
                problems.add(
                        new OptionProblem(
                                "max_concurrent_requests",
                                Integer.toString(maxConcurrentRequests),
                                "must not be negative"));
            }
            throwIfAny(problems);
            return new ServiceOptions(this, built, Objects.requireNonNull(answering));
        }

        private Map<String, ListenerOptions> buildListeners(List<OptionProblem> problems) {
            if (listeners.isEmpty()) {
                problems.add(new OptionProblem("listeners", "[]", "must not be empty"));
            }
            Map<String, ListenerOptions> built = new LinkedHashMap<>();
            listeners.forEach((listenerName, builder) -> {
                try {
                    ListenerOptions options = builder.build();
                    checkListener(listenerName, options, problems);
                    built.put(listenerName, options);
                } catch (InvalidOptionException e) {
                    e.problems().forEach(it -> problems.add(within(listenerName, it)));
                }
            });
            return built;
        }

        private static OptionProblem within(String listenerName, OptionProblem problem) {
            return new OptionProblem(
                    "listeners." + listenerName + "." + problem.option(),
                    problem.value(),
                    problem.reason());
        }

        private @Nullable Routes answering(List<OptionProblem> problems) {
            if (routes != null && handler != null) {
                problems.add(new OptionProblem("handler", "given", "conflict: routes answer"));
            }
            if (routes == null && handler == null) {
                problems.add(
                        new OptionProblem("routes", "null", "is missing: routes or a handler"));
            }
            return handler == null ? routes : Routes.handler(handler);
        }
    }
}
