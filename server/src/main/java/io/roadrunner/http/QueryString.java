package io.roadrunner.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads and writes queries and `application/x-www-form-urlencoded` content: pairs joined by `&`,
/// with `+` for a space and percent-encoded UTF-8. Stateless; any thread.
public final class QueryString {
    private QueryString() {}

    /// The parameters of a query without its `?`. A part without text is skipped, a `%` without two
    /// hexadecimal digits stays as it is, and octets that are not UTF-8 become replacement
    /// characters.
    ///
    /// @throws TooManyParametersException for more than [QueryParameters#MAX_PARAMETERS]
    public static QueryParameters parse(String query) {
        return parse(query, QueryParameters.MAX_PARAMETERS);
    }

    /// The parameters of a query or form of at most so many.
    static QueryParameters parse(String query, int maxParameters) {
        if (query.isEmpty()) {
            return QueryParameters.empty();
        }
        List<String> names = new ArrayList<>();
        List<@Nullable String> values = new ArrayList<>();
        int start = 0;
        while (start < query.length()) {
            int ampersand = query.indexOf('&', start);
            int end = ampersand < 0 ? query.length() : ampersand;
            if (end > start) {
                if (names.size() == maxParameters) {
                    throw new TooManyParametersException(maxParameters);
                }
                addParameter(query.substring(start, end), names, values);
            }
            start = end + 1;
        }
        return new QueryParameters(names, values);
    }

    private static void addParameter(
            String part, List<String> names, List<@Nullable String> values) {
        int equals = part.indexOf('=');
        if (equals < 0) {
            names.add(PercentEncoding.decodeFormPart(part));
            values.add(null);
        } else {
            names.add(PercentEncoding.decodeFormPart(part.substring(0, equals)));
            values.add(PercentEncoding.decodeFormPart(part.substring(equals + 1)));
        }
    }

    /// The query of these parameters, without a `?`. Reading it again gives the same parameters,
    /// except for a flag without a name, which is left out.
    public static String encode(QueryParameters parameters) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < parameters.size(); i++) {
            String value = parameters.isFlag(i) ? null : parameters.value(i);
            append(query, parameters.name(i), value);
        }
        return query.toString();
    }

    /// The query of a map's entries in its order, without a `?`.
    public static String encode(Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, value) -> append(query, name, value));
        return query.toString();
    }

    private static void append(StringBuilder query, String name, @Nullable String value) {
        if (name.isEmpty() && value == null) {
            return;
        }
        if (!query.isEmpty()) {
            query.append('&');
        }
        query.append(PercentEncoding.encodeFormPart(name));
        if (value != null) {
            query.append('=').append(PercentEncoding.encodeFormPart(value));
        }
    }
}
