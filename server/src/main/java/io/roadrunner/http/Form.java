package io.roadrunner.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fields and files of a form in one of its two encodings. Immutable; any thread. Fields are in
/// memory, within [FormLimits]; an urlencoded form has no files.
public final class Form {
    private final QueryParameters fields;
    private final List<FormFile> files;

    Form(QueryParameters fields, List<FormFile> files) {
        this.fields = fields;
        this.files = List.copyOf(files);
    }

    /// The fields that are no files, in order.
    public QueryParameters fields() {
        return fields;
    }

    /// The text of the first field of this name, or null.
    public @Nullable String first(String name) {
        return fields.first(name);
    }

    /// The texts of all fields of this name, in order; empty when there is none.
    public List<String> all(String name) {
        return fields.all(name);
    }

    /// The files, in order.
    public List<FormFile> files() {
        return files;
    }

    /// The first file of this field, or null.
    public @Nullable FormFile file(String name) {
        for (FormFile file : files) {
            if (file.name().equals(name)) {
                return file;
            }
        }
        return null;
    }

    /// All files of this field, in order; empty when there is none.
    public List<FormFile> files(String name) {
        List<FormFile> all = new ArrayList<>();
        for (FormFile file : files) {
            if (file.name().equals(name)) {
                all.add(file);
            }
        }
        return Collections.unmodifiableList(all);
    }
}
