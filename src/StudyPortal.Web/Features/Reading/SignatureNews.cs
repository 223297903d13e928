using StudyPortal.Core.Reading;
using StudyPortal.Web.Features.Accounts.OpenId;

namespace StudyPortal.Web.Features.Reading;

/// <summary>What a reader is told who comes back from his passkey or his provider: the outcome stands in the address, so anything may.</summary>
internal static class SignatureNews
{
    public const string PasskeyRefused = nameof(PasskeyRefused);

    /// <summary>What has a sentence; the rest shows on the page itself.</summary>
    private static readonly string[] Told =
    [
        nameof(SignOutcome.TooManyTries), nameof(SignOutcome.NotConfirmed), nameof(SignOutcome.Stale), nameof(SignOutcome.OtherPerson), nameof(SignOutcome.NotDone), nameof(SignOutcome.NotRead),
        nameof(ProviderRefusal.Unreachable), nameof(ProviderRefusal.Denied), nameof(ProviderRefusal.Failed), PasskeyRefused,
    ];

    /// <summary>Null where there is nothing to say.</summary>
    public static string? Words(string? news, string provider) => news is not null && Told.Contains(news) ? ReadingTexts.Of($"Sign{news}", provider) : null;
}
