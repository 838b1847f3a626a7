package io.roadrunner.standalone.config;

import io.roadrunner.config.ClientCertificates;
import io.roadrunner.config.TlsOptions;
import io.roadrunner.config.TlsOptions.Identity;
import io.roadrunner.standalone.config.ConfigNode.Mapping;
import io.roadrunner.standalone.config.ConfigNode.Sequence;
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
        Map<String, Field> fields = new LinkedHashMap<>(identity());
        fields.put(
                "identities",
                Field.optional(
                        new Items(new Fields(identity())),
                        "`cert` and `key` of further host names, for clients that ask for one"));
        fields.put(
                "client_certificates",
                Field.optional(OneOf.of("none", "requested", "required"), "of clients; `none`"));
        fields.put(
                "client_authorities",
                Field.optional(
                        new Items(Value.PATH), "PEM, who may sign them; whom the JDK trusts"));
        return new Fields(fields);
    }

    private static Map<String, Field> identity() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("cert", Field.required(Value.PATH, "the certificate with its chain, PEM"));
        fields.put("key", Field.required(Value.PATH, "its private key, PEM, not encrypted"));
        return fields;
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
        List<Identity> identities = new ArrayList<>();
        ClientCertificates clients = ClientCertificates.none();
        boolean complete = addIdentity(mapping, path, identities);
        if (mapping.value("identities") instanceof Sequence further) {
            for (int i = 0; i < further.items().size(); i++) {
                String place = path + ".identities." + i;
                complete &= addIdentity(further.items().get(i), place, identities);
            }
        }
        try {
            clients = clients(new OptionValues(mapping, base));
        } catch (IllegalArgumentException e) {
            complete = refuse(mapping, path, e);
        }
        return complete ? new TlsOptions(identities, clients, true) : null;
    }

    /// @return false when something is wrong with it
    private boolean addIdentity(ConfigNode node, String path, List<Identity> identities) {
        if (!(node instanceof Mapping mapping)) {
            return false;
        }
        OptionValues values = new OptionValues(mapping, base);
        if (!values.has("cert") || !values.has("key")) {
            return false;
        }
        try {
            Path certificate = existing(values.path("cert", ""));
            identities.add(new Identity.Pem(certificate, existing(values.path("key", ""))));
            return true;
        } catch (IllegalArgumentException e) {
            return refuse(mapping, path, e);
        }
    }

    /// @return false
    private boolean refuse(Mapping mapping, String path, IllegalArgumentException problem) {
        String reason =
                problem instanceof InvalidPathException invalid
                        ? "no path here: " + invalid.getReason()
                        : String.valueOf(problem.getMessage());
        problems.add(mapping.origin(), path, reason);
        return false;
    }

    private ClientCertificates clients(OptionValues values) {
        List<Path> authorities = new ArrayList<>();
        for (String text : values.texts("client_authorities")) {
            authorities.add(existing(base.resolve(text)));
        }
        return clients(values.text("client_certificates", "none").strip(), authorities);
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
