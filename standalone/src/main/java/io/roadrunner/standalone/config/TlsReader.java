package io.roadrunner.standalone.config;

import io.roadrunner.config.ClientCertificates;
import io.roadrunner.config.TlsOptions;
import io.roadrunner.standalone.config.ConfigNode.Mapping;
import io.roadrunner.standalone.config.Shape.Field;
import io.roadrunner.standalone.config.Shape.Fields;
import io.roadrunner.standalone.config.Shape.Items;
import io.roadrunner.standalone.config.Shape.OneOf;
import io.roadrunner.standalone.config.Shape.Value;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the `tls` section of a listener. The files are only looked for; the listener reads them.
final class TlsReader {
    /// What the section has.
    static final Fields SHAPE = shape();

    private final Path base;
    private final Problems problems;

    /// @param base where relative paths begin
    TlsReader(Path base, Problems problems) {
        this.base = base;
        this.problems = problems;
    }

    private static Fields shape() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("cert", Field.required(Value.PATH, "the certificate with its chain, PEM"));
        fields.put("key", Field.required(Value.PATH, "its private key, PEM, not encrypted"));
        fields.put(
                "client_certificates",
                Field.optional(OneOf.of("none", "requested", "required"), "of clients; `none`"));
        fields.put(
                "client_authorities",
                Field.optional(
                        new Items(Value.PATH), "PEM, who may sign them; whom the JDK trusts"));
        return new Fields(fields);
    }

    /// What the section says.
    ///
    /// @param section the section, null when there is none
    /// @param path where it is, for problems
    /// @return null for a plain port, or when something is wrong
    @Nullable TlsOptions read(@Nullable ConfigNode section, String path) {
        if (!(section instanceof Mapping mapping)) {
            return null;
        }
        OptionValues values = new OptionValues(mapping, base);
        if (!values.has("cert") || !values.has("key")) {
            return null;
        }
        try {
            List<Path> authorities = new ArrayList<>();
            for (String text : values.texts("client_authorities")) {
                authorities.add(existing(base.resolve(text)));
            }
            TlsOptions options =
                    TlsOptions.pem(
                            existing(values.path("cert", "")), existing(values.path("key", "")));
            return options.withClientCertificates(
                    clients(values.text("client_certificates", "none").strip(), authorities));
        } catch (InvalidPathException e) {
            problems.add(mapping.origin(), path, "no path here: " + e.getReason());
            return null;
        } catch (IllegalArgumentException e) {
            problems.add(mapping.origin(), path, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static ClientCertificates clients(String demand, List<Path> authorities) {
        Path[] files = authorities.toArray(Path[]::new);
        return switch (demand) {
            case "requested" -> ClientCertificates.requested(files);
            case "required" -> ClientCertificates.required(files);
            default -> ClientCertificates.none();
        };
    }

    private static Path existing(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("there is no file to read: " + file);
        }
        return file;
    }
}
