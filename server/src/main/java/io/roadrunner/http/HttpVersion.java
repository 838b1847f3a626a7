package io.roadrunner.http;

/// The protocol version of a request (RFC 9110 §2.5).
public enum HttpVersion {
    /// HTTP/1.0.
    HTTP_1_0("HTTP/1.0"),
    /// HTTP/1.1.
    HTTP_1_1("HTTP/1.1"),
    /// HTTP/2.
    HTTP_2("HTTP/2.0"),
    /// HTTP/3.
    HTTP_3("HTTP/3.0");

    private final String text;

    HttpVersion(String text) {
        this.text = text;
    }

    /// The version as a log or a status line shows it, such as `HTTP/1.1`.
    @Override
    public String toString() {
        return text;
    }
}
