package io.roadrunner.rpc;

import io.roadrunner.Listener;
import io.roadrunner.ListenerInfo;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.config.InvalidOptionException;
import io.roadrunner.http.AddressText;
import io.roadrunner.http.DrainNotice;
import io.roadrunner.status.DrainState;
import io.roadrunner.status.StatusPlugin;
import io.roadrunner.telemetry.Straggler;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The listeners of a program and their drains. Any thread.
public final class ListenerMethods {
    /// How many stragglers of a drain are listed; their number is always told.
    static final int MAX_STRAGGLERS = 20;

    /// How many characters of a stack are listed.
    static final int MAX_STACK = 2000;

    /// How long to wait until drains have begun.
    private static final long BEGIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /// A timeout that never comes.
    private static final String FOREVER = "forever";

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final System.Logger LOGGER = System.getLogger(ListenerMethods.class.getName());

    private static final MessageType LISTENER =
            MessageType.of(
                    "Listener",
                    Field.text(1, "name"),
                    Field.text(2, "address"),
                    Field.text(3, "phase"),
                    Field.number(4, "connections"),
                    Field.number(5, "max_connections"),
                    Field.number(6, "requests"),
                    Field.number(7, "requests_served"),
                    Field.number(8, "rejected"),
                    Field.number(9, "throttled"),
                    Field.number(10, "rate_limited"),
                    Field.number(11, "routes_generation"),
                    Field.number(12, "tls_generation"),
                    Field.text(13, "deadline"));

    private static final MessageType STRAGGLER =
            MessageType.of(
                    "Straggler",
                    Field.text(1, "protocol"),
                    Field.text(2, "peer"),
                    Field.text(3, "route"),
                    Field.number(4, "age_millis"),
                    Field.text(5, "stack"));

    private static final MessageType DRAIN_STATE =
            MessageType.of(
                    "Drain",
                    Field.text(1, "listener"),
                    Field.text(2, "phase"),
                    Field.text(3, "started"),
                    Field.text(4, "deadline"),
                    Field.number(5, "elapsed_millis"),
                    Field.number(6, "connections"),
                    Field.number(7, "requests"),
                    Field.number(8, "straggler_count"),
                    Field.messages(9, "stragglers", STRAGGLER));

    /// What listens, in the order of starting, and how drains go: `{}` → `{"listeners": […],
    /// "drains": […]}`.
    public static final MethodType LIST =
            new MethodType(
                    "listeners.List",
                    MessageType.EMPTY,
                    MessageType.of(
                            "ListenersResult",
                            Field.messages(1, "listeners", LISTENER),
                            Field.messages(2, "drains", DRAIN_STATE)));

    /// Begins to drain a listener, or all of them without a name, and returns: `{"listener": "web",
    /// "timeout": "30s", "delay": "5s"}` → `{"listeners": ["web"]}`. What is not given is as the
    /// drain options of the program say. How it goes is told by [#LIST].
    public static final MethodType DRAIN =
            new MethodType(
                    "listeners.Drain",
                    MessageType.of(
                            "DrainRequest",
                            Field.text(1, "listener"),
                            Field.text(2, "timeout"),
                            Field.text(3, "delay")),
                    MessageType.of("DrainResult", Field.texts(1, "listeners")));

    private ListenerMethods() {}

    /// The methods of a server.
    ///
    /// @param plugin knows how drains go
    /// @param standard how drains are done unless the caller says otherwise
    public static List<RpcMethod> of(
            Roadrunner roadrunner, StatusPlugin plugin, DrainOptions standard) {
        return List.of(
                RpcMethod.of(LIST, _ -> list(roadrunner, plugin)),
                RpcMethod.of(
                        DRAIN,
                        argument -> {
                            List<Listener> chosen = chosen(roadrunner, argument.text("listener"));
                            return drain(plugin, chosen, options(standard, argument));
                        }));
    }

    private static Message list(Roadrunner roadrunner, StatusPlugin plugin) {
        List<Message> listeners =
                roadrunner.listeners().reversed().stream().map(ListenerMethods::listener).toList();
        List<Message> drains = plugin.drains().stream().map(ListenerMethods::drain).toList();
        return LIST.result().message().put("listeners", listeners).put("drains", drains).build();
    }

    private static Message listener(Listener listener) {
        ListenerInfo info = listener.info();
        return LISTENER.message()
                .put("name", listener.name())
                .put("address", AddressText.of(listener.address()))
                .put("phase", listener.status().name())
                .put("connections", info.activeClients())
                .put("max_connections", info.maxClients())
                .put("requests", info.activeRequests())
                .put("requests_served", info.requestsServed())
                .put("rejected", info.rejected())
                .put("throttled", info.throttled())
                .put("rate_limited", info.rateLimited())
                .put("routes_generation", info.routesGeneration())
                .put("tls_generation", info.tlsGeneration())
                .put("deadline", info.deadline().map(ListenerMethods::date).orElse(""))
                .build();
    }

    private static Message drain(DrainState drain) {
        List<Message> stragglers =
                drain.stragglers().stream()
                        .limit(MAX_STRAGGLERS)
                        .map(ListenerMethods::straggler)
                        .toList();
        return DRAIN_STATE
                .message()
                .put("listener", drain.listener())
                .put("phase", drain.phase().name())
                .put("started", drain.started().toString())
                .put("deadline", date(drain.deadline()))
                .put("elapsed_millis", drain.elapsed().toMillis())
                .put("connections", drain.connections())
                .put("requests", drain.requests())
                .put("straggler_count", drain.stragglers().size())
                .put("stragglers", stragglers)
                .build();
    }

    private static Message straggler(Straggler straggler) {
        String stack =
                straggler.stack().stream()
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining("\n"));
        InetSocketAddress peer = straggler.peer();
        return STRAGGLER
                .message()
                .put("protocol", straggler.protocol())
                .put("peer", peer == null ? "" : AddressText.of(peer))
                .put("route", text(straggler.route()))
                .put("age_millis", straggler.age().toMillis())
                .put("stack", stack.length() > MAX_STACK ? stack.substring(0, MAX_STACK) : stack)
                .build();
    }

    private static String date(Instant deadline) {
        return deadline.equals(DrainNotice.NEVER) ? "" : deadline.toString();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static List<Listener> chosen(Roadrunner roadrunner, String name)
            throws RpcErrorException {
        List<Listener> chosen =
                name.isEmpty()
                        ? roadrunner.listeners().reversed()
                        : roadrunner.listener(name).stream().toList();
        if (chosen.isEmpty()) {
            throw new RpcErrorException(
                    name.isEmpty()
                            ? "no listener runs"
                            : "no such listener: " + Printable.of(name));
        }
        return chosen;
    }

    private static Message drain(
            StatusPlugin plugin, List<Listener> listeners, DrainOptions options) {
        Instant asked = Instant.now();
        for (Listener listener : listeners) {
            Thread.ofVirtual()
                    .name("roadrunner/rpc/drain/" + listener.name())
                    .start(() -> drain(listener, options));
        }
        List<String> names = listeners.stream().map(Listener::name).toList();
        names.forEach(name -> awaitBegin(plugin, name, asked));
        return DRAIN.result().message().put("listeners", names).build();
    }

    /// Whoever asks for the list after this finds the drain in it, and not one before it.
    private static void awaitBegin(StatusPlugin plugin, String name, Instant asked) {
        long until = System.nanoTime() + BEGIN_NANOS;
        while (!hasBegun(plugin, name, asked) && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static boolean hasBegun(StatusPlugin plugin, String name, Instant asked) {
        return plugin.drains().stream()
                .filter(drain -> drain.listener().equals(name))
                .anyMatch(drain ->
                        drain.phase() == DrainState.Phase.RUNNING
                                || !drain.started().isBefore(asked));
    }

    private static DrainOptions options(DrainOptions standard, Message argument)
            throws RpcErrorException {
        try {
            DrainOptions options = standard;
            if (!argument.text("timeout").isEmpty()) {
                String timeout = argument.text("timeout");
                boolean endless = timeout.equals(FOREVER);
                options = options.withTimeout(endless ? DrainOptions.FOREVER : time(timeout));
            }
            if (!argument.text("delay").isEmpty()) {
                options = options.withDelay(time(argument.text("delay")));
            }
            return options;
        } catch (InvalidOptionException e) {
            throw new RpcErrorException(text(e.getMessage()));
        }
    }

    private static Duration time(String text) throws RpcErrorException {
        return DurationText.parse(text)
                .orElseThrow(() ->
                        new RpcErrorException(
                                "no length of time, such as 500ms, 30s, 5m or 1h: "
                                        + Printable.of(text)));
    }

    private static void drain(Listener listener, DrainOptions options) {
        try {
            listener.drain(options);
        } catch (InterruptedException e) {
            LOGGER.log(Level.WARNING, "the drain of " + listener.name() + " was interrupted", e);
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "the drain of " + listener.name() + " failed", e);
        }
    }
}
