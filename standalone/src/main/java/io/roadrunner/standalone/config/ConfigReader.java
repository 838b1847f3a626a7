package io.roadrunner.standalone.config;

import io.roadrunner.config.InvalidOptionException;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.config.OptionProblem;
import io.roadrunner.config.TlsOptions;
import io.roadrunner.http.Middleware;
import io.roadrunner.standalone.config.ConfigNode.Entry;
import io.roadrunner.standalone.config.ConfigNode.Mapping;
import io.roadrunner.standalone.config.ConfigNode.Scalar;
import io.roadrunner.standalone.config.ConfigNode.Sequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a configuration of a tree that has been held to its shape. Belongs to one reading.
final class ConfigReader {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String NAME = LETTERS + "0123456789-_";

    private final Path base;
    private final Problems problems;

    /// @param base where relative paths start
    ConfigReader(Path base, Problems problems) {
        this.base = base;
        this.problems = problems;
    }

    /// The listeners; where something is wrong, some are left out and the problems say why.
    List<ListenerPlan> listeners(Mapping root) {
        List<ListenerPlan> plans = new ArrayList<>();
        if (!(root.value("listeners") instanceof Mapping listeners)) {
            return plans;
        }
        Map<String, Scalar> drain = new LinkedHashMap<>();
        if (root.value("drain") instanceof Mapping section) {
            flatten(section, "drain.", drain);
        }
        listeners
                .entries()
                .forEach((name, entry) -> {
                    checkName(name, entry.key());
                    if (entry.value() instanceof Mapping listener) {
                        ListenerPlan plan = listener(name, listener, drain);
                        if (plan != null) {
                            plans.add(plan);
                        }
                    }
                });
        return plans;
    }

    private void checkName(String name, Origin origin) {
        if (name.isEmpty() || !name.chars().allMatch(c -> NAME.indexOf(c) >= 0)) {
            problems.add(origin, "listeners." + name, "a name has letters, digits, - and _ only");
        }
    }

    private @Nullable ListenerPlan listener(
            String name, Mapping listener, Map<String, Scalar> drain) {
        String path = "listeners." + name;
        Map<String, Scalar> values = new LinkedHashMap<>(drain);
        flatten(listener, "", values);
        values.keySet().removeIf(key -> key.startsWith("tls."));
        refuseTwoAddresses(path, values);
        TlsOptions tls = new TlsReader(base, problems).read(listener.value("tls"), path + ".tls");
        ListenerOptions options = options(path, listener, values, tls);
        List<Middleware> middlewares =
                new MiddlewareReader(base, problems).read(listener.value("middlewares"), path);
        List<RoutePlan> routes =
                new RouteReader(base, problems).read(listener.value("routes"), path + ".routes");
        return options == null ? null : new ListenerPlan(name, options, middlewares, routes);
    }

    /// The values of a section by their key in the table of settings.
    private static void flatten(Mapping section, String prefix, Map<String, Scalar> into) {
        for (Map.Entry<String, Entry> entry : section.entries().entrySet()) {
            String key = prefix + entry.getKey();
            switch (entry.getValue().value()) {
                case Scalar scalar -> into.put(key, scalar);
                case Mapping inner -> flatten(inner, key + ".", into);
                case Sequence list -> {
                    if (ListenerSettingTable.find(key) != null) {
                        into.put(key, joined(list));
                    }
                }
            }
        }
    }

    private static Scalar joined(Sequence list) {
        List<String> texts = new ArrayList<>();
        for (ConfigNode item : list.items()) {
            if (item instanceof Scalar scalar) {
                texts.add(scalar.text());
            }
        }
        return new Scalar(String.join(",", texts), true, list.origin());
    }

    private void refuseTwoAddresses(String path, Map<String, Scalar> values) {
        Scalar address = values.get("address");
        for (String part : new String[] {"host", "port"}) {
            Scalar other = values.get(part);
            if (address != null
                    && other != null
                    && address.origin() instanceof Origin.InFile
                    && other.origin() instanceof Origin.InFile) {
                problems.add(other, path + "." + part, "is said by address already");
            }
        }
    }

    private @Nullable ListenerOptions options(
            String path, Mapping listener, Map<String, Scalar> values, @Nullable TlsOptions tls) {
        ListenerOptionsBuilder builder = ListenerOptions.builder();
        if (tls != null) {
            builder.tls(tls);
        }
        ListenerSettings settings = new ListenerSettings(builder);
        values.forEach((key, value) -> settings.set(key, value.text()));
        try {
            return settings.build();
        } catch (InvalidOptionException e) {
            for (OptionProblem problem : e.problems()) {
                Scalar value = find(values, problem.option());
                String text =
                        value == null || isPartOfAddress(values, problem.option())
                                ? problem.value()
                                : value.text();
                String where = problem.option() + " = " + text;
                boolean shared = value != null && !values.containsKey(problem.option());
                problems.add(
                        value == null ? listener.origin() : value.origin(),
                        shared ? where : path + "." + where,
                        problem.reason());
            }
            return null;
        }
    }

    /// An option of a drain may come from the section of that name.
    private static @Nullable Scalar find(Map<String, Scalar> values, String option) {
        Scalar value = values.get(option);
        if (value == null && option.startsWith("drain_")) {
            return values.get("drain." + option.substring("drain_".length()));
        }
        return isPartOfAddress(values, option) ? values.get("address") : value;
    }

    private static boolean isPartOfAddress(Map<String, Scalar> values, String option) {
        boolean part = option.equals("host") || option.equals("port");
        return part && !values.containsKey(option);
    }
}
