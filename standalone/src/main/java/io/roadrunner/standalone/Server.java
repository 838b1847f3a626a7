package io.roadrunner.standalone;

import io.roadrunner.Listener;
import io.roadrunner.ListenerException;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.ListenAddress;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.routing.InvalidRouteException;
import io.roadrunner.routing.Routes;
import io.roadrunner.standalone.app.Application;
import io.roadrunner.standalone.app.InvalidApplicationException;
import io.roadrunner.standalone.app.JarCopies;
import io.roadrunner.standalone.config.ConfigSource;
import io.roadrunner.standalone.config.Configuration;
import io.roadrunner.standalone.config.InvalidConfigException;
import io.roadrunner.standalone.config.ListenerPlan;
import io.roadrunner.standalone.log.AccessLogs;
import io.roadrunner.standalone.log.NamedAccessLog;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The listeners and applications of a server process, as one configuration after the other says. A
/// new one takes effect as a whole or not at all. Owned by [ServerRun]; one thread at a time
/// applies, others may look and stop it.
final class Server {
    private final Roadrunner roadrunner;
    private final JarCopies copies;
    private final AccessLogs logs;
    private final ConfigSource source;
    private volatile Configuration configuration = Configuration.nothing();
    private Map<Path, Application> applications = Map.of();
    private final AtomicLong generation = new AtomicLong();

    /// The jars of the configuration that was refused last.
    private volatile Set<Path> refusedJars = Set.of();

    /// Without a lock: an application that hangs while it is composed must not keep the server from
    /// stopping.
    private volatile boolean stopping;

    /// @param roadrunner where the listeners are; the caller closes it
    /// @param copies where the applications are; the caller closes it
    /// @param logs where its access logs are; the caller closes it after the listeners
    /// @param source what is served
    Server(Roadrunner roadrunner, JarCopies copies, AccessLogs logs, ConfigSource source) {
        this.roadrunner = roadrunner;
        this.copies = copies;
        this.logs = logs;
        this.source = source;
    }

    /// Reads the configuration and makes it that of the server, at the start as well as later.
    ///
    /// @param beforeLoading told of the files of the new one before its applications are loaded
    /// @return its number, from 1
    /// @throws InvalidConfigException when it is refused; nothing has changed then
    /// @throws CommandFailure when an application, an access log, a table of routes or an address
    ///   is; likewise
    long apply(Consumer<Set<Path>> beforeLoading) throws InvalidConfigException, CommandFailure {
        if (stopping) {
            throw ReloadLoop.stops();
        }
        Configuration next = read();
        beforeLoading.accept(files());
        refuseChangesThatNeedRestart(next);
        Map<Path, Application> loaded = new LinkedHashMap<>();
        boolean applied = false;
        try {
            load(next, loaded);
            logs.open(accessLogs(next.listeners()));
            replaceBy(next, loaded);
            applied = true;
        } catch (InvalidApplicationException e) {
            throw CommandFailure.failed(e.text());
        } catch (IOException e) {
            throw CommandFailure.failed(String.valueOf(e.getMessage()));
        } catch (InvalidRouteException e) {
            throw CommandFailure.failed("the routes are refused: " + e.getMessage());
        } finally {
            if (!applied) {
                loaded.values().forEach(application -> application.retire(null));
                logs.retire(accessLogs(next.listeners()));
            }
        }
        refusedJars = Set.of();
        return generation.incrementAndGet();
    }

    /// The number of the configuration that is served. Any thread.
    long generation() {
        return generation.get();
    }

    /// The listeners that the configuration has and that were drained by somebody: no reload brings
    /// them back. Any thread.
    List<String> drained() {
        return configuration.listeners().stream()
                .map(ListenerPlan::name)
                .filter(name -> roadrunner.listener(name).isEmpty())
                .toList();
    }

    private Configuration read() throws InvalidConfigException {
        try {
            Configuration next = source.read();
            refusedJars = next.applicationJars();
            return next;
        } catch (InvalidConfigException e) {
            refusedJars = e.missing();
            throw e;
        }
    }

    private static List<NamedAccessLog> accessLogs(List<ListenerPlan> plans) {
        return plans.stream().flatMap(plan -> plan.accessLogs().stream()).toList();
    }

    private void load(Configuration next, Map<Path, Application> loaded)
            throws InvalidApplicationException {
        for (Path jar : next.applicationJars()) {
            loaded.put(jar, Application.load(jar, copies));
        }
    }

    private void refuseChangesThatNeedRestart(Configuration next) throws CommandFailure {
        List<String> changes = new ArrayList<>();
        for (ListenerPlan plan : configuration.listeners()) {
            next.listener(plan.name())
                    .map(plan::changesThatNeedRestart)
                    .orElse(List.of())
                    .forEach(key -> changes.add("listeners." + plan.name() + "." + key));
        }
        if (generation.get() > 0) {
            changes.addAll(configuration.operators().changesThatNeedRestart(next.operators()));
        }
        if (!changes.isEmpty()) {
            throw CommandFailure.failed(
                    "the server has to be restarted to change " + String.join(", ", changes));
        }
    }

    /// Everything that can fail comes first: composing the tables of the listeners that stay, each
    /// once, then starting new listeners.
    private void replaceBy(Configuration next, Map<Path, Application> loaded)
            throws CommandFailure {
        Configuration before = configuration;
        Map<String, Routes> tables = Assembly.tables(next, loaded);
        List<Runnable> changes = new ArrayList<>();
        for (ListenerPlan plan : before.listeners()) {
            prepare(plan, next, tables, changes);
        }
        List<Listener> started = new ArrayList<>();
        boolean complete = false;
        try {
            for (ListenerPlan plan : next.listeners()) {
                if (before.listener(plan.name()).isEmpty()) {
                    started.add(start(plan, table(tables, plan)));
                }
            }
            changes.forEach(Runnable::run);
            complete = true;
        } finally {
            if (!complete) {
                started.forEach(Listener::stop);
            }
        }
        configuration = next;
        List<Application> orphans = new ArrayList<>();
        applications.forEach((jar, application) -> {
            Application successor = loaded.get(jar);
            if (successor == null) {
                orphans.add(application);
            } else {
                application.retire(successor);
            }
        });
        applications = loaded;
        Map<Boolean, List<ListenerPlan>> plans =
                before.listeners().stream()
                        .collect(
                                Collectors.partitioningBy(
                                        plan -> next.listener(plan.name()).isPresent()));
        logs.retire(accessLogs(plans.getOrDefault(true, List.of())));
        endInBackground(plans.getOrDefault(false, List.of()), orphans);
    }

    /// Drains listeners that the configuration does not have any more, and only then lets go of
    /// applications that they may still serve, and of their access logs.
    private void endInBackground(List<ListenerPlan> removed, List<Application> orphans) {
        List<Thread> drains = new ArrayList<>();
        for (ListenerPlan plan : removed) {
            roadrunner
                    .listener(plan.name())
                    .ifPresent(listener ->
                            drains.add(Thread.startVirtualThread(() -> drain(listener, plan))));
        }
        Thread.ofVirtual()
                .name("retire")
                .start(() -> {
                    drains.forEach(Server::join);
                    orphans.forEach(application -> application.retire(null));
                    logs.retire(accessLogs(removed));
                });
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Routes table(Map<String, Routes> tables, ListenerPlan plan) {
        return tables.getOrDefault(plan.name(), Routes.builder().build());
    }

    private @Nullable Listener running(ListenerPlan plan) {
        return configuration.listener(plan.name()).isEmpty()
                ? null
                : roadrunner.listener(plan.name()).orElse(null);
    }

    private Listener start(ListenerPlan plan, Routes table) throws CommandFailure {
        if (stopping) {
            throw ReloadLoop.stops();
        }
        ListenerOptions options =
                plan.options().toBuilder().routes(table).middlewares(plan.middlewares()).build();
        try {
            return roadrunner.startListener(plan.name(), options);
        } catch (ListenerException e) {
            throw CommandFailure.failed(whyNot(plan, e));
        }
    }

    private static String whyNot(ListenerPlan plan, ListenerException failure) {
        ListenAddress address = plan.options().address();
        Throwable cause = failure.getCause();
        if (failure.reason() instanceof ListenerException.Reason.InvalidTls) {
            return String.valueOf(failure.getMessage());
        }
        if (address instanceof ListenAddress.Tcp tcp
                && cause instanceof BindException bind
                && String.valueOf(bind.getMessage()).contains("in use")) {
            return "port " + tcp.port() + " is in use already; choose another one with --port";
        }
        return "cannot listen on "
                + address
                + ": "
                + (cause == null ? failure.getMessage() : cause.getMessage());
    }

    private void prepare(
            ListenerPlan before,
            Configuration next,
            Map<String, Routes> tables,
            List<Runnable> changes) {
        ListenerPlan plan = next.listener(before.name()).orElse(null);
        Listener listener = plan == null ? null : running(plan);
        if (plan != null && listener != null) {
            Runnable routes = listener.prepareRoutes(table(tables, plan), plan.middlewares());
            changes.add(() -> {
                routes.run();
                listener.limitClientsPerIp(plan.options().maxClientsPerIp());
                listener.limitConcurrentRequests(plan.options().maxConcurrentRequests());
            });
        }
    }

    private static void drain(Listener listener, ListenerPlan plan) {
        try {
            listener.drain(plan.options().drain());
        } catch (InterruptedException _) {
            listener.stop();
        }
    }

    /// What is served now.
    Configuration configuration() {
        return configuration;
    }

    /// Starts no listener from now on. Any thread.
    void stopApplying() {
        stopping = true;
    }

    /// The files whose change means another configuration, those of one that was refused too.
    Set<Path> files() {
        Set<Path> files = new LinkedHashSet<>(configuration().applicationJars());
        files.addAll(refusedJars);
        Path file = source.file();
        if (file != null) {
            files.add(file);
        }
        return files;
    }
}
