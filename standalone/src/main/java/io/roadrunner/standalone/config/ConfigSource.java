package io.roadrunner.standalone.config;

import io.roadrunner.routing.Routes;
import io.roadrunner.standalone.config.ConfigNode.Entry;
import io.roadrunner.standalone.config.ConfigNode.Mapping;
import io.roadrunner.standalone.config.ConfigNode.Scalar;
import io.roadrunner.standalone.config.ConfigNode.Sequence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Where a configuration comes from: a file or a command, the environment and the flags, the later
/// one winning. Immutable; read once at the start and again at each reload.
///
/// @param file the file, or null when the command says it all
/// @param builtIn what the command says without a file; empty with one
/// @param routes what the listeners of a command serve beside its `routes`; null for nothing
/// @param beside makes a further listener from that of a command; null for none
/// @param environment the variables of the process
/// @param flags what the flags say, in order
public record ConfigSource(
        @Nullable Path file,
        Mapping builtIn,
        @Nullable Routes routes,
        @Nullable UnaryOperator<ListenerPlan> beside,
        Map<String, String> environment,
        List<Replacement> flags) {
    private static final Origin.Program PROGRAM = new Origin.Program();

    /// The name of the listener that a command without a file has.
    private static final String ONLY_LISTENER = "web";

    /// No file has four times as many bytes as characters.
    private static final int MOST_BYTES = 4 * YamlDocument.LONGEST;

    /// Copies the collections.
    public ConfigSource {
        environment = Map.copyOf(environment);
        flags = List.copyOf(flags);
    }

    /// A file.
    public static ConfigSource ofFile(
            Path file, Map<String, String> environment, List<Replacement> flags) {
        return new ConfigSource(file, section(Map.of()), null, null, environment, flags);
    }

    /// One listener without a file.
    ///
    /// @param listener its options
    /// @param routes what it serves beside its `routes`; null for nothing
    public static ConfigSource ofCommand(
            Mapping listener,
            @Nullable Routes routes,
            Map<String, String> environment,
            List<Replacement> flags) {
        Mapping listeners = section(Map.of(ONLY_LISTENER, listener));
        return new ConfigSource(
                null, section(Map.of("listeners", listeners)), routes, null, environment, flags);
    }

    /// The same with a further listener.
    ///
    /// @param further makes it from the listener of the command as everything else has made that
    public ConfigSource with(UnaryOperator<ListenerPlan> further) {
        return new ConfigSource(file, builtIn, routes, further, environment, flags);
    }

    /// A section of a command.
    public static Mapping section(Map<String, ConfigNode> values) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        values.forEach((key, value) -> entries.put(key, new Entry(PROGRAM, value)));
        return new Mapping(entries, PROGRAM);
    }

    /// A value of a command.
    public static ConfigNode value(String text) {
        return new Scalar(text, true, PROGRAM);
    }

    /// A list of a command.
    public static ConfigNode list(ConfigNode... items) {
        return new Sequence(List.of(items), PROGRAM);
    }

    /// Reads everything anew.
    ///
    /// @throws InvalidConfigException with every problem
    public Configuration read() throws InvalidConfigException {
        Problems problems = new Problems();
        Mapping root = file == null ? builtIn : document(file, problems);
        if (root == null) {
            problems.throwIfAny();
            throw new IllegalStateException("no configuration and no problem");
        }
        EnvironmentNames names = new EnvironmentNames(root, problems);
        Overrides overrides = new Overrides(problems);
        for (Replacement replacement : names.replacements(environment)) {
            root = overrides.apply(root, replacement);
        }
        for (Replacement replacement : flags) {
            root = overrides.apply(root, replacement);
        }
        if (root.value("listeners") instanceof Mapping none && none.entries().isEmpty()) {
            problems.add(none.origin(), "listeners", "there is none");
        }
        Mapping checked = new ShapeCheck(problems).check(root, ConfigShape.ROOT);
        if (checked == null) {
            problems.throwIfAny();
            throw new IllegalStateException("no configuration and no problem");
        }
        List<ListenerPlan> listeners = new ConfigReader(base(), problems).listeners(checked);
        OperatorPlan operators = new OperatorReader(base(), problems).read(checked);
        problems.throwIfAny();
        List<ListenerPlan> all = new ArrayList<>();
        listeners.forEach(plan -> all.add(withBuiltInRoutes(plan)));
        if (beside != null) {
            all.add(beside.apply(all.getFirst()));
        }
        return new Configuration(all, operators, names.notes());
    }

    private ListenerPlan withBuiltInRoutes(ListenerPlan plan) {
        if (routes == null) {
            return plan;
        }
        List<RoutePlan> all = new ArrayList<>(plan.routes());
        all.add(new RoutePlan("/*", List.of(), List.of(), new RoutePlan.Table(routes), PROGRAM));
        return new ListenerPlan(plan.name(), plan.options(), plan.middlewares(), all);
    }

    /// Relative paths of a file start at its folder.
    private Path base() {
        Path folder = file == null ? null : file.toAbsolutePath().getParent();
        return folder == null ? Path.of("").toAbsolutePath() : folder;
    }

    private static @Nullable Mapping document(Path file, Problems problems) {
        Origin start = new Origin.InFile(file.toString(), 1, 1);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                problems.add(start, "", "is longer than " + MOST_BYTES + " bytes");
                return null;
            }
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return YamlDocument.parse(file.toString(), text, problems);
        } catch (CharacterCodingException _) {
            problems.add(start, "", "is not UTF-8");
        } catch (NoSuchFileException _) {
            problems.add(start, "", "there is no such file");
        } catch (IOException e) {
            problems.add(start, "", "cannot be read: " + e.getMessage());
        }
        return null;
    }
}
