package io.roadrunner.testkit.http2;

import java.util.ArrayList;
import java.util.List;

/// The static table of HPACK, RFC 7541 appendix A. Stateless; any thread.
final class StaticTable {
    /// The first index of the dynamic table.
    static final int SIZE = 61;

    private static final String TABLE =
            """
            :authority
            :method=GET
            :method=POST
            :path=/
            :path=/index.html
            :scheme=http
            :scheme=https
            :status=200
            :status=204
            :status=206
            :status=304
            :status=400
            :status=404
            :status=500
            accept-charset
            accept-encoding=gzip, deflate
            accept-language
            accept-ranges
            accept
            access-control-allow-origin
            age
            allow
            authorization
            cache-control
            content-disposition
            content-encoding
            content-language
            content-length
            content-location
            content-range
            content-type
            cookie
            date
            etag
            expect
            expires
            from
            host
            if-match
            if-modified-since
            if-none-match
            if-range
            if-unmodified-since
            last-modified
            link
            location
            max-forwards
            proxy-authenticate
            proxy-authorization
            range
            referer
            refresh
            retry-after
            server
            set-cookie
            strict-transport-security
            transfer-encoding
            user-agent
            vary
            via
            www-authenticate
            """;

    private static final List<Field> FIELDS = fields();

    private StaticTable() {}

    /// @param index 1 to 61
    static Field get(int index) {
        return FIELDS.get(index - 1);
    }

    /// The index of this name and value, 0 for none.
    static int indexOf(String name, String value) {
        for (int i = 0; i < SIZE; i++) {
            if (FIELDS.get(i).name().equals(name) && FIELDS.get(i).value().equals(value)) {
                return i + 1;
            }
        }
        return 0;
    }

    /// The first index of this name, 0 for none.
    static int indexOf(String name) {
        for (int i = 0; i < SIZE; i++) {
            if (FIELDS.get(i).name().equals(name)) {
                return i + 1;
            }
        }
        return 0;
    }

    private static List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (String line : TABLE.lines().toList()) {
            int equals = line.indexOf('=');
            String name = equals < 0 ? line : line.substring(0, equals);
            String value = equals < 0 ? "" : line.substring(equals + 1);
            fields.add(new Field(name, value, Field.Form.INDEXED));
        }
        return List.copyOf(fields);
    }
}
