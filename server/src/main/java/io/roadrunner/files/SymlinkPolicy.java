package io.roadrunner.files;

/// What happens where a symbolic link is met below the folder that is served. The folder itself may
/// be reached through links; where it really is gets looked up once.
public enum SymlinkPolicy {
    /// Links are followed as long as what they really lead to is inside of the folder.
    REFUSE_ESCAPES,
    /// Links are followed wherever they lead.
    FOLLOW,
    /// Nothing is served that is reached through a link.
    REFUSE
}
