using StudyPortal.Core.Accounts;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>
/// What a reader's passkey or provider is asked before he signs without a password: for one study and in one session, answered once, and good
/// for one signature. A reader has one at a time.
/// </summary>
public sealed class SignatureRequest
{
    /// <summary>How long the answer may take.</summary>
    public static readonly TimeSpan AnsweredWithin = TimeSpan.FromMinutes(10);

    /// <summary>How long after a right answer the signature may be given.</summary>
    public static readonly TimeSpan SignedWithin = TimeSpan.FromMinutes(5);

    public required StudyReaderId ReaderId { get; init; }

    /// <summary>Random; the provider's answer must carry it.</summary>
    public required Guid Id { get; init; }

    public required SessionId SessionId { get; init; }

    public required SignatureMethod Method { get; init; }

    /// <summary>What the passkey was asked; empty for a provider.</summary>
    public required string Challenge { get; init; }

    public required DateTime AskedUtc { get; init; }

    /// <summary>When an answer came, right or wrong: there is no second.</summary>
    public DateTime? AnsweredUtc { get; internal set; }

    /// <summary>When the answer was found right.</summary>
    public DateTime? ConfirmedUtc { get; internal set; }
}
