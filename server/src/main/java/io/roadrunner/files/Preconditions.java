package io.roadrunner.files;

import io.roadrunner.http.EntityTag;
import io.roadrunner.http.EntityTags;
import io.roadrunner.http.Headers;
import io.roadrunner.http.HttpDate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The conditions under which a client wants a representation, evaluated in the order of RFC 9110
/// §13.2.2 for a resource that exists. Pure. For anything that has an entity tag and a date, not
/// only for files.
///
/// @param entityTag the name of the current version
/// @param lastModified when it came to be; fractions of a second do not count
public record Preconditions(EntityTag entityTag, Instant lastModified) {
    /// What to do.
    public enum Verdict {
        /// The method is carried out as if there were no condition.
        PROCEED,
        /// 304: the client has this version (RFC 9110 §15.4.5).
        NOT_MODIFIED,
        /// 412: this is not the version that the client means (RFC 9110 §15.5.13).
        FAILED
    }

    /// Leaves the fractions of a second out, as a field could not say them.
    public Preconditions {
        lastModified = lastModified.truncatedTo(ChronoUnit.SECONDS);
    }

    /// Evaluates everything but `if-range`.
    ///
    /// @param method the method as it was sent
    /// @param headers the fields of the request
    public Verdict evaluate(String method, Headers headers) {
        if (headers.indexOf("if-match", 0) >= 0) {
            // "A recipient MUST ignore If-Unmodified-Since if the request contains an If-Match
            // header field" RFC 9110 §13.1.4
            if (!EntityTags.parse(headers.all("if-match")).matchStrongly(entityTag)) {
                return Verdict.FAILED;
            }
        } else {
            Instant limit = date(headers, "if-unmodified-since");
            if (limit != null && lastModified.isAfter(limit)) {
                return Verdict.FAILED;
            }
        }
        boolean reads = method.equals("GET") || method.equals("HEAD");
        if (headers.indexOf("if-none-match", 0) >= 0) {
            // "A recipient MUST ignore If-Modified-Since if the request contains an If-None-Match
            // header field" RFC 9110 §13.1.3
            if (!EntityTags.parse(headers.all("if-none-match")).matchWeakly(entityTag)) {
                return Verdict.PROCEED;
            }
            return reads ? Verdict.NOT_MODIFIED : Verdict.FAILED;
        }
        Instant known = reads ? date(headers, "if-modified-since") : null;
        return known == null || lastModified.isAfter(known)
                ? Verdict.PROCEED
                : Verdict.NOT_MODIFIED;
    }

    /// Whether a `range` field counts: there is no `if-range`, or it names this version (RFC 9110
    /// §13.1.5).
    ///
    /// @param headers the fields of the request
    /// @param now the time, since a date names a version only when its second is over
    public boolean allowsRange(Headers headers, Instant now) {
        int index = headers.indexOf("if-range", 0);
        if (index < 0) {
            return true;
        }
        if (headers.indexOf("if-range", index + 1) >= 0) {
            return false;
        }
        String value = headers.value(index);
        EntityTag tag = EntityTag.parse(value);
        if (tag != null) {
            // "A client MUST NOT generate an If-Range header field containing an entity tag that is
            // marked as weak." RFC 9110 §13.1.5, and the comparison is the strong one
            return tag.equalsStrongly(entityTag);
        }
        Instant date = HttpDate.parse(value).orElse(null);
        return lastModified.equals(date) && !now.isBefore(lastModified.plusSeconds(1));
    }

    /// "A recipient MUST ignore the If-Modified-Since header field if the received field value is
    /// not a valid HTTP-date, the field value has more than one member, or if the request method is
    /// neither GET nor HEAD." (RFC 9110 §13.1.3); a date or a list that cannot be read is ignored
    /// in If-Unmodified-Since too (§13.1.4).
    private static @Nullable Instant date(Headers headers, String name) {
        if (headers.indexOf(name, 0) < 0) {
            return null;
        }
        List<String> values = headers.all(name);
        return values.size() == 1 ? HttpDate.parse(values.getFirst()).orElse(null) : null;
    }
}
