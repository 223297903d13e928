using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Accounts;

/// <summary>An administrator's help for somebody who lost his phone and his recovery codes: everything but the password goes, and all sessions end.</summary>
public sealed class RemoveSecondFactor(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>False when there is no such account, or when it is the one that asks.</summary>
    public async Task<bool> ExecuteAsync(Guid accountId, string actor, CancellationToken cancellationToken)
    {
        await using var work = await AccountWork.OpenAsync(scopes, accountId);
        if (work is null || work.Account.UserName == actor) return false;
        await work.BeginAsync(cancellationToken);
        foreach (var passkey in await work.Users.GetPasskeysAsync(work.Account))
            (await work.Users.RemovePasskeyAsync(work.Account, passkey.CredentialId)).OrThrow("remove a passkey");
        await work.ForgetAuthenticatorAsync();
        await work.ForgetRecoveryCodesAsync();
        await work.EndSessionsAsync(kept: null, cancellationToken);
        await work.CommitAsync(clock.GetUtcNow().UtcDateTime, actor, "second-factor.removed", "", cancellationToken);
        return true;
    }
}
