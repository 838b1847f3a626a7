package io.roadrunner.standalone.config;

import io.roadrunner.config.InvalidOptionException;
import io.roadrunner.config.ListenAddress;
import io.roadrunner.config.OptionProblem;
import io.roadrunner.rpc.RpcAddress;
import io.roadrunner.rpc.RpcOptions;
import io.roadrunner.standalone.config.ConfigNode.Mapping;
import io.roadrunner.standalone.config.ConfigNode.Scalar;
import io.roadrunner.standalone.config.Shape.Field;
import io.roadrunner.standalone.config.Shape.Fields;
import io.roadrunner.standalone.config.Shape.Value;
import io.roadrunner.status.StatusOptions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what is for operators: the sections `status` and `rpc`, and `pid_file`. Belongs to one
/// reading.
final class OperatorReader {
    /// What the section `status` has.
    static final Fields STATUS = status();

    /// What the section `rpc` has.
    static final Fields RPC = rpc();

    private final Path base;
    private final Problems problems;

    /// @param base where relative paths start
    OperatorReader(Path base, Problems problems) {
        this.base = base;
        this.problems = problems;
    }

    private static Fields status() {
        StatusOptions standard = StatusOptions.standard();
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("address", field(Value.HOST_AND_PORT, "where; 127.0.0.1:2114"));
        fields.put("host", field(Value.TEXT, "the first half of `address`"));
        fields.put("port", field(Value.NUMBER, "the second half of `address`"));
        fields.put("check_timeout", field(Value.SECONDS, "how long a check may take; 60"));
        fields.put(
                "unavailable_status_code",
                field(
                        Value.NUMBER,
                        "says that something is wrong; " + standard.unavailableStatusCode()));
        fields.put(
                "unknown_plugin_status",
                field(Value.NUMBER, "for a name that nobody has, 404 or 200; 404"));
        fields.put(
                "health_during_shutdown",
                field(
                        Value.NUMBER,
                        "of `/health` in a shutdown, 200 or as `unavailable_status_code`"));
        return new Fields(fields);
    }

    private static Fields rpc() {
        RpcOptions standard = RpcOptions.standard();
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put(
                "listen",
                field(Value.TEXT, "`tcp://host:port` or `unix://path`; " + standard.address()));
        fields.put(
                "public_address", field(Value.FLAG, "whether other machines may reach it; false"));
        fields.put(
                "max_connections",
                field(Value.NUMBER, "open at once; " + standard.maxConnections()));
        fields.put(
                "max_calls",
                field(Value.NUMBER, "at once, of a connection; " + standard.maxCalls()));
        fields.put("max_payload", field(Value.SIZE, "of a frame; 1MiB"));
        fields.put("frame_timeout", field(Value.TIME, "for a frame to arrive; 10 s"));
        fields.put("write_timeout", field(Value.TIME, "for an answer to leave; 10 s"));
        fields.put("idle_timeout", field(Value.TIME, "without a call; 10 min"));
        fields.put("call_timeout", field(Value.TIME, "for a method; 2 min"));
        return new Fields(fields);
    }

    private static Field field(Shape shape, String effect) {
        return Field.optional(shape, effect);
    }

    /// What the file says; where something is wrong, the problems say why.
    OperatorPlan read(Mapping root) {
        return new OperatorPlan(
                status(root.value("status")),
                rpc(root.value("rpc")),
                pidFile(root.value("pid_file")));
    }

    private @Nullable Path pidFile(@Nullable ConfigNode node) {
        if (!(node instanceof Scalar scalar)) {
            return null;
        }
        try {
            return base.resolve(scalar.text());
        } catch (InvalidPathException e) {
            problems.add(scalar, "pid_file", "no path: " + e.getReason());
            return null;
        }
    }

    private @Nullable StatusPlan status(@Nullable ConfigNode node) {
        if (node instanceof Scalar) {
            return null; // "none": nothing else has the right shape.
        }
        if (!(node instanceof Mapping section)) {
            return new StatusPlan(StatusOptions.standard(), false);
        }
        OptionValues values = new OptionValues(section, base);
        boolean asked = values.has("address") || values.has("host") || values.has("port");
        refuseTwoAddresses(section);
        try {
            return new StatusPlan(status(values), asked);
        } catch (InvalidOptionException e) {
            e.problems().forEach(problem -> refuse(section, "status", problem));
        }
        return null;
    }

    private @Nullable RpcPlan rpc(@Nullable ConfigNode node) {
        if (node instanceof Scalar) {
            return null; // "none", likewise.
        }
        if (!(node instanceof Mapping section)) {
            return new RpcPlan(RpcOptions.standard(), false);
        }
        OptionValues values = new OptionValues(section, base);
        try {
            return new RpcPlan(rpc(values), values.has("listen"));
        } catch (InvalidOptionException e) {
            e.problems().forEach(problem -> refuse(section, "rpc", problem));
        } catch (IllegalArgumentException e) {
            String problem = String.valueOf(e.getMessage());
            refuse(section, "rpc", new OptionProblem("listen", values.text("listen", ""), problem));
        }
        return null;
    }

    private RpcOptions rpc(OptionValues values) {
        RpcOptions standard = RpcOptions.standard();
        RpcAddress address =
                values.has("listen")
                        ? RpcAddress.parse(values.text("listen", "").strip())
                        : standard.address();
        if (address instanceof RpcAddress.Unix(Path path)) {
            address = new RpcAddress.Unix(base.resolve(path));
        }
        return RpcOptions.builder()
                .address(address)
                .publicAddress(values.flag("public_address", standard.publicAddress()))
                .maxConnections(values.number("max_connections", standard.maxConnections()))
                .maxCalls(values.number("max_calls", standard.maxCalls()))
                .maxPayload((int) Math.min(Integer.MAX_VALUE, values.size("max_payload", 1 << 20)))
                .frameTimeout(values.time("frame_timeout", standard.frameTimeout()))
                .writeTimeout(values.time("write_timeout", standard.writeTimeout()))
                .idleTimeout(values.time("idle_timeout", standard.idleTimeout()))
                .callTimeout(values.time("call_timeout", standard.callTimeout()))
                .build();
    }

    private static StatusOptions status(OptionValues values) {
        StatusOptions standard = StatusOptions.standard();
        String address = values.text("address", "");
        ListenAddress.Tcp said =
                address.isEmpty()
                        ? new ListenAddress.Tcp(standard.host(), standard.port())
                        : OptionText.hostAndPort(address.strip());
        ListenAddress.Tcp place =
                new ListenAddress.Tcp(
                        values.text("host", said.host()), values.number("port", said.port()));
        int unavailable =
                values.number("unavailable_status_code", standard.unavailableStatusCode());
        return new StatusOptions(
                place.host(),
                place.port(),
                seconds(values, standard.checkTimeout()),
                unavailable,
                values.number("unknown_plugin_status", standard.unknownPluginStatus()),
                values.number("health_during_shutdown", unavailable));
    }

    private static Duration seconds(OptionValues values, Duration otherwise) {
        String text = values.text("check_timeout", "").strip();
        return text.isEmpty() ? otherwise : OptionText.seconds(text);
    }

    /// In a file; a flag may say one half.
    private void refuseTwoAddresses(Mapping section) {
        ConfigNode address = section.value("address");
        for (String part : List.of("host", "port")) {
            if (address != null
                    && section.value(part) instanceof Scalar other
                    && address.origin() instanceof Origin.InFile
                    && other.origin() instanceof Origin.InFile) {
                problems.add(other, "status." + part, "is said by address already");
            }
        }
    }

    private void refuse(Mapping section, String path, OptionProblem problem) {
        String key = problem.option().substring(problem.option().indexOf('.') + 1);
        ConfigNode value = section.value(key);
        boolean inAddress = key.equals("host") || key.equals("port");
        if (value == null && inAddress) {
            value = section.value("address");
        }
        Origin origin = value == null ? section.origin() : value.origin();
        String text = value instanceof Scalar scalar ? scalar.text() : problem.value();
        problems.add(origin, path + "." + key + " = " + text, problem.reason());
    }
}
