package io.roadrunner.standalone.config;

import io.roadrunner.files.StaticFiles;
import io.roadrunner.files.StaticFilesOptions;
import io.roadrunner.files.SymlinkPolicy;
import io.roadrunner.http.Handler;
import io.roadrunner.standalone.config.Shape.Field;
import io.roadrunner.standalone.config.Shape.Fields;
import io.roadrunner.standalone.config.Shape.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Routes that serve files: `static`. Stateless; the one place that knows who serves them.
final class StaticMount {
    /// The options of `static`.
    static final Fields OPTIONS = new Fields(options());

    private StaticMount() {}

    private static Map<String, Field> options() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("dir", Field.required(Value.PATH, "the folder"));
        fields.put("index", option(Value.TEXT, "what a folder is served by; `index.html`"));
        fields.put("cache_control", option(Value.TEXT, "the field of that name; none"));
        fields.put(
                "symlinks",
                option(
                        Shape.OneOf.of("refuse_escapes", "follow", "refuse"),
                        "symbolic links; `refuse_escapes`: those that stay in the folder"));
        fields.put("hidden_files", option(Value.FLAG, "names that begin with a dot; false"));
        fields.put("pre_compressed", option(Value.FLAG, "siblings `.br`, `.zst`, `.gz`; true"));
        fields.put("cache_ttl", option(Value.TIME, "how long a path is believed; 1 s"));
        fields.put("cache_entries", option(Value.NUMBER, "for how many paths; 1024"));
        return fields;
    }

    private static Field option(Shape shape, String effect) {
        return Field.optional(shape, effect);
    }

    /// Serves the files of a folder below a route's path.
    ///
    /// @param path the pattern of the route, which ends in a wildcard
    /// @throws IllegalArgumentException with the reason when it cannot be served
    static Handler handler(String path, OptionValues options) {
        Path folder = options.path("dir", "");
        if (!Files.isDirectory(folder)) {
            String why = Files.exists(folder) ? " is not a folder" : " does not exist";
            throw new IllegalArgumentException(folder + why);
        }
        if (!RoutePlan.endsInWildcard(path)) {
            throw new IllegalArgumentException("the path of a folder ends in a wildcard: /*rest");
        }
        return StaticFiles.of(folder, files(options));
    }

    private static StaticFilesOptions files(OptionValues options) {
        StaticFilesOptions standard = StaticFilesOptions.standard();
        return StaticFilesOptions.builder()
                .index(options.text("index", standard.index()))
                .cacheControl(options.text("cache_control", standard.cacheControl()))
                .symlinkPolicy(symlinks(options.text("symlinks", "refuse_escapes")))
                .hiddenFiles(options.flag("hidden_files", standard.hiddenFiles()))
                .preCompressed(options.flag("pre_compressed", standard.preCompressed()))
                .cacheTtl(options.time("cache_ttl", standard.cacheTtl()))
                .cacheEntries(options.number("cache_entries", standard.cacheEntries()))
                .build();
    }

    private static SymlinkPolicy symlinks(String text) {
        return SymlinkPolicy.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
