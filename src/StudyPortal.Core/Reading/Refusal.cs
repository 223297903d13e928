namespace StudyPortal.Core.Reading;

/// <summary>Why an answer is not taken, now or ever.</summary>
public enum Refusal
{
    /// <summary>It was given in a pilot that has ended.</summary>
    PilotOver,

    /// <summary>The reader has gone on, and the study lets nothing be changed after that.</summary>
    LeftBehind,

    Withdrawn,

    /// <summary>The study is neither in pilot nor open.</summary>
    NotRead,

    /// <summary>What is said of the image alone is locked, because the map has been shown.</summary>
    MapShown,

    MapNotShown,

    /// <summary>The reader has signed his answers.</summary>
    UnderSignature,

    /// <summary>Its idempotency key belongs to another answer.</summary>
    KeyUsed,
}
