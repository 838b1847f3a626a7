/// Files of a folder over HTTP: `GET` and `HEAD`, nothing else.
///
/// Thread model: stateless handlers; any thread. Read path: [FolderHandler].
///
/// Tests: beside this module's sources. Limitation: no validators, ranges or compressed siblings
/// yet.
package io.roadrunner.standalone.folder;
