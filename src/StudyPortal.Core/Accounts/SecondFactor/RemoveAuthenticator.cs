using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Accounts;

/// <summary>Takes one's own authenticator app out of use; the account's other sessions end.</summary>
public sealed class RemoveAuthenticator(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Null when it is done, else why not.</summary>
    public async Task<string?> ExecuteAsync(Guid accountId, SessionId kept, string password, CancellationToken cancellationToken)
    {
        await using var work = await AccountWork.OpenAsync(scopes, accountId) ?? throw new InvalidOperationException("There is no such account.");
        if ((await PasswordProof.CheckAsync(work.Users, work.Account, password)).Refusal() is { } refusal) return refusal;
        if (!work.Account.TwoFactorEnabled) return AccountSentences.Of("AppMissing");
        await work.BeginAsync(cancellationToken);
        await work.ForgetAuthenticatorAsync();
        if ((await work.Users.GetPasskeysAsync(work.Account)).Count == 0) await work.ForgetRecoveryCodesAsync();
        await work.EndSessionsAsync(kept, cancellationToken);
        await work.CommitAsync(clock.GetUtcNow().UtcDateTime, work.Account.UserName!, "second-factor.authenticator-removed", "", cancellationToken);
        return null;
    }
}
