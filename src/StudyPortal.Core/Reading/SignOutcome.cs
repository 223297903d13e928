namespace StudyPortal.Core.Reading;

/// <summary>What became of a reader's wish to sign.</summary>
public enum SignOutcome
{
    /// <summary>All answers are signed, now or before.</summary>
    Done,

    WrongPassword,

    /// <summary>The account is locked for some minutes.</summary>
    TooManyTries,

    /// <summary>A demo account, which signs nothing.</summary>
    NoPassword,

    /// <summary>Not every case is rated.</summary>
    NotDone,

    /// <summary>This person does not read this study, or it is in pilot or archived.</summary>
    NotRead,
}
