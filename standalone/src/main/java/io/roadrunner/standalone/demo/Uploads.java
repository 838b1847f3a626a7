package io.roadrunner.standalone.demo;

import io.roadrunner.http.Form;
import io.roadrunner.http.FormException;
import io.roadrunner.http.FormFile;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/upload` and `/form`: bodies of any size in constant memory, and forms. Stateless.
final class Uploads {
    private static final int BUFFER_SIZE = 64 * 1024;

    private Uploads() {}

    /// Counts and hashes a body while it arrives.
    static Response receive(Request request) throws IOException, NoSuchAlgorithmException {
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);
        long count = 0;
        while (request.read(buffer) >= 0) {
            buffer.flip();
            count += buffer.remaining();
            hash.update(buffer);
            buffer.clear();
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("bytes", count);
        answer.put("sha256", HexFormat.of().formatHex(hash.digest()));
        return Responses.json(200, answer);
    }

    /// Reads a body to its end.
    ///
    /// @return how many bytes it had
    static long count(Request request) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);
        long count = 0;
        while (request.read(buffer) >= 0) {
            count += buffer.position();
            buffer.clear();
        }
        return count;
    }

    /// The fields of a form, and of its files the sizes.
    static Response form(Request request) throws IOException {
        Form form;
        try {
            form = request.form();
        } catch (FormException e) {
            return Responses.text(e.reason().status(), String.valueOf(e.getMessage()));
        }
        List<Map<String, Object>> files = new ArrayList<>();
        for (FormFile file : form.files()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", file.name());
            row.put("filename", file.fileName());
            row.put("contentType", file.contentType());
            row.put("bytes", file.size());
            files.add(row);
        }
        return Responses.json(200, Map.of("fields", form.fields().toMap(), "files", files));
    }
}
