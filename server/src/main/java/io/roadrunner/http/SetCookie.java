package io.roadrunner.http;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A cookie for the browser to keep (RFC 6265 §4.1). Immutable and checked: what is built here is
/// within the strict grammar and a browser takes it. [#toString] is the value of a `set-cookie`
/// field. Name and value together have at most 4096 bytes, domain 253 and path 1024.
///
/// @param name a token; `__Host-` and `__Secure-` at its start make a browser demand attributes
/// @param value printable ASCII without space, double quote, comma, semicolon and backslash; double
///   quotes may surround all of it
/// @param domain the host whose subdomains get the cookie too; null for this host alone
/// @param path begins with `/`; null for the directory of the request
/// @param maxAge how long it lives, in whole seconds, zero to remove it; null until the browser
///   ends
/// @param expires when it ends; null for none, `maxAge` wins
/// @param secure whether it is sent over https only
/// @param httpOnly whether it is hidden from scripts
/// @param sameSite whether other sites' requests carry it; null for the browser's own rule
public record SetCookie(
        String name,
        String value,
        @Nullable String domain,
        @Nullable String path,
        @Nullable Duration maxAge,
        @Nullable Instant expires,
        boolean secure,
        boolean httpOnly,
        @Nullable SameSite sameSite) {

    /// Which requests that another site causes carry a cookie.
    public enum SameSite {
        /// None of them.
        STRICT("Strict"),
        /// Only navigation with a safe method.
        LAX("Lax"),
        /// All of them; the cookie must be secure.
        NONE("None");

        private final String text;

        SameSite(String text) {
            this.text = text;
        }

        /// The value of the attribute, such as `Lax`.
        @Override
        public String toString() {
            return text;
        }
    }

    /// Throws [InvalidCookieException] when a part is outside of the grammar, or the parts
    /// contradict each other.
    public SetCookie {
        CookieGrammar.checkName(name);
        CookieGrammar.checkValue(name, value);
        CookieGrammar.checkDomain(domain);
        CookieGrammar.checkPath(path);
        CookieGrammar.checkMaxAge(maxAge);
        CookieGrammar.checkExpires(expires);
        if (sameSite == SameSite.NONE && !secure) {
            throw new InvalidCookieException("SameSite=None needs Secure");
        }
        if (CookieGrammar.hasPrefix(name, "__Secure-") && !secure) {
            throw new InvalidCookieException("a __Secure- cookie needs Secure");
        }
        if (CookieGrammar.hasPrefix(name, "__Host-")
                && !(secure && domain == null && "/".equals(path))) {
            throw new InvalidCookieException("a __Host- cookie needs Secure, Path=/ and no Domain");
        }
    }

    /// A builder of a cookie without attributes.
    public static Builder builder(String name, String value) {
        return new Builder(name, value);
    }

    /// The value of the `set-cookie` field.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name).append('=').append(value);
        append(text, "; Domain=", domain);
        append(text, "; Path=", path);
        append(text, "; Max-Age=", maxAge == null ? null : maxAge.toSeconds());
        append(text, "; Expires=", expires == null ? null : HttpDate.format(expires));
        append(text, "; Secure", secure ? "" : null);
        append(text, "; HttpOnly", httpOnly ? "" : null);
        append(text, "; SameSite=", sameSite);
        return text.toString();
    }

    private static void append(StringBuilder text, String attribute, @Nullable Object value) {
        if (value != null) {
            text.append(attribute).append(value);
        }
    }

    /// Gathers the attributes of a cookie; checked when it is built. For one thread.
    public static final class Builder {
        private final String name;
        private final String value;
        private @Nullable String domain;
        private @Nullable String path;
        private @Nullable Duration maxAge;
        private @Nullable Instant expires;
        private boolean secure;
        private boolean httpOnly;
        private @Nullable SameSite sameSite;

        private Builder(String name, String value) {
            this.name = name;
            this.value = value;
        }

        /// The host whose subdomains get the cookie too.
        public Builder domain(String domain) {
            this.domain = domain;
            return this;
        }

        /// The path, from `/`, under which the cookie is sent.
        public Builder path(String path) {
            this.path = path;
            return this;
        }

        /// How long the cookie lives, in whole seconds; zero removes it.
        public Builder maxAge(Duration maxAge) {
            this.maxAge = maxAge;
            return this;
        }

        /// When the cookie ends, from 1601 to 9999.
        public Builder expires(Instant expires) {
            this.expires = expires;
            return this;
        }

        /// Sends the cookie over https only.
        public Builder secure() {
            secure = true;
            return this;
        }

        /// Hides the cookie from scripts.
        public Builder httpOnly() {
            httpOnly = true;
            return this;
        }

        /// Which requests that another site causes carry the cookie.
        public Builder sameSite(SameSite sameSite) {
            this.sameSite = sameSite;
            return this;
        }

        /// The cookie. Throws [InvalidCookieException] when a part is outside of the grammar, or
        /// the parts contradict each other.
        public SetCookie build() {
            return new SetCookie(
                    name, value, domain, path, maxAge, expires, secure, httpOnly, sameSite);
        }
    }
}
