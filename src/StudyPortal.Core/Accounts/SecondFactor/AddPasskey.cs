using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Accounts;

/// <summary>Keeps a passkey whose attestation was checked; the account's other sessions end, as they began without it.</summary>
public sealed class AddPasskey(IServiceScopeFactory scopes, TimeProvider clock)
{
    public const int LongestName = 60;

    public async Task ExecuteAsync(Guid accountId, SessionId kept, UserPasskeyInfo passkey, string name, CancellationToken cancellationToken)
    {
        await using var work = await AccountWork.OpenAsync(scopes, accountId) ?? throw new InvalidOperationException("There is no such account.");
        passkey.Name = NameOf(name);
        await work.BeginAsync(cancellationToken);
        (await work.Users.AddOrUpdatePasskeyAsync(work.Account, passkey)).OrThrow("keep the passkey");
        await work.EndSessionsAsync(kept, cancellationToken);
        await work.CommitAsync(clock.GetUtcNow().UtcDateTime, work.Account.UserName!, "second-factor.passkey-added", passkey.Name, cancellationToken);
    }

    /// <summary>What is kept of the name that somebody gave.</summary>
    internal static string NameOf(string name) => name.Trim() is { Length: > 0 } given ? given[..Math.Min(given.Length, LongestName)] : "Passkey";
}
