package io.roadrunner.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The decoded parameters of a query or an urlencoded form, in order; a name may occur more than
/// once. Immutable; any thread. At most [#MAX_PARAMETERS] are read from a peer.
public final class QueryParameters {
    /// How many parameters of one query or form are read; one more refuses all of it.
    public static final int MAX_PARAMETERS = 1000;

    private static final QueryParameters EMPTY = new QueryParameters(List.of(), List.of());

    private final List<String> names;

    /// A null stands for a name without `=`.
    private final List<@Nullable String> values;

    QueryParameters(List<String> names, List<@Nullable String> values) {
        this.names = names;
        this.values = values;
    }

    /// The parameters of a query without its `?`; see [QueryString#parse(String)].
    ///
    /// @throws TooManyParametersException for more than [#MAX_PARAMETERS]
    public static QueryParameters parse(String query) {
        return QueryString.parse(query);
    }

    /// No parameter.
    public static QueryParameters empty() {
        return EMPTY;
    }

    /// Parameters from names and values in turn, both not encoded.
    ///
    /// @throws IllegalArgumentException for an odd count
    public static QueryParameters of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a name without a value: odd number of arguments");
        }
        List<String> names = new ArrayList<>();
        List<@Nullable String> values = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            names.add(namesAndValues[i]);
            values.add(namesAndValues[i + 1]);
        }
        return new QueryParameters(names, values);
    }

    /// These parameters and one more at the end, not encoded.
    public QueryParameters with(String name, String value) {
        return withParameter(name, value);
    }

    /// These parameters and at the end a name without `=`, not encoded.
    public QueryParameters withFlag(String name) {
        return withParameter(name, null);
    }

    private QueryParameters withParameter(String name, @Nullable String value) {
        List<String> moreNames = new ArrayList<>(names);
        List<@Nullable String> moreValues = new ArrayList<>(values);
        moreNames.add(name);
        moreValues.add(value);
        return new QueryParameters(moreNames, moreValues);
    }

    /// The number of parameters.
    public int size() {
        return names.size();
    }

    /// Whether there is no parameter.
    public boolean isEmpty() {
        return names.isEmpty();
    }

    /// The name of the parameter at an index from 0.
    public String name(int index) {
        return names.get(index);
    }

    /// The value of the parameter at an index from 0; empty for a name without `=`.
    public String value(int index) {
        String value = values.get(index);
        return value == null ? "" : value;
    }

    /// Whether the parameter at an index from 0 is a name without `=`.
    public boolean isFlag(int index) {
        return values.get(index) == null;
    }

    /// Whether the first parameter of this name has no `=`; false when there is none.
    public boolean isFlag(String name) {
        int index = names.indexOf(name);
        return index >= 0 && isFlag(index);
    }

    /// The value of the first parameter of this name, empty for a name without `=`; null when there
    /// is none.
    public @Nullable String first(String name) {
        int index = names.indexOf(name);
        return index < 0 ? null : value(index);
    }

    /// The values of all parameters of this name, in order; empty when there is none.
    public List<String> all(String name) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(name)) {
                all.add(value(i));
            }
        }
        return Collections.unmodifiableList(all);
    }

    /// Whether there is a parameter of this name.
    public boolean contains(String name) {
        return names.contains(name);
    }

    /// All values by name; names in the order of their first occurrence.
    public Map<String, List<String>> toMap() {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            map.computeIfAbsent(names.get(i), _ -> new ArrayList<>()).add(value(i));
        }
        map.replaceAll((_, all) -> List.copyOf(all));
        return Collections.unmodifiableMap(map);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QueryParameters that
                && names.equals(that.names)
                && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return 31 * names.hashCode() + values.hashCode();
    }

    /// The parameters encoded as a query.
    @Override
    public String toString() {
        return QueryString.encode(this);
    }
}
