namespace StudyPortal.Core.Reading;

/// <summary>What became of a reader's wish to sign.</summary>
public enum SignOutcome
{
    /// <summary>All answers are signed, now or before.</summary>
    Done,

    WrongPassword,

    /// <summary>The account is locked for some minutes.</summary>
    TooManyTries,

    /// <summary>The account has none.</summary>
    NoPassword,

    /// <summary>Passkey or provider have confirmed that it is he; now he may sign.</summary>
    Confirmed,

    /// <summary>Nobody confirmed it for this study and in this session, or too long ago, or it was used.</summary>
    NotConfirmed,

    /// <summary>The provider did not ask the person anew.</summary>
    Stale,

    /// <summary>The provider answered about somebody else.</summary>
    OtherPerson,

    /// <summary>Not every case is rated.</summary>
    NotDone,

    /// <summary>This person does not read this study, or it is in pilot or archived.</summary>
    NotRead,
}
