/// Files of a folder over HTTP: conditions, ranges, compressed siblings (RFC 9110 §8.8, §13, §14).
///
/// Thread model: [StaticFiles] may be called by any thread and works in the thread of the request;
/// its only state is a bounded cache and a bounded number of idle open files. Everything else is
/// immutable or belongs to one request.
///
/// Read in this order:
/// 1. [StaticFiles] — a path becomes a file, and the file an answer; [StaticFilesOptions] — how.
/// 2. [FilePathDecoder] — which names a path has; [Folder] — where they lead, and how a file is
///    opened without leaving the folder; [IdleFiles] — what stays open for the next request.
/// 3. [Resource] — a file with its compressed siblings, one of which
///    [io.roadrunner.http.AcceptEncoding] chooses; [Representation] — its fields; [ResourceCache] —
///    what is remembered of that.
/// 4. [FileAnswer] — 200, 206, 304, 412 or 416, by [Preconditions] with
///    [io.roadrunner.http.EntityTags] and by [ByteRanges]; [MultipartRanges] — several parts in one
///    body.
/// 5. [MediaTypes] — `content-type`.
///
/// Tests: the package of the same name under `src/test` for the parsers and the cache; behaviour on
/// the wire is tested in the conformance module. Limitations: no listing; a compressed sibling is
/// believed to have the content of its file.
package io.roadrunner.files;
