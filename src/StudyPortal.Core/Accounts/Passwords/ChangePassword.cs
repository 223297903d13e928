using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Accounts;

/// <summary>Gives one's own account another password; its other sessions end.</summary>
public sealed class ChangePassword(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Null when it is done, else why not.</summary>
    public async Task<string?> ExecuteAsync(Guid accountId, SessionId kept, string old, string wanted, CancellationToken cancellationToken)
    {
        await using var work = await AccountWork.OpenAsync(scopes, accountId) ?? throw new InvalidOperationException("There is no such account.");
        if ((await PasswordProof.CheckAsync(work.Users, work.Account, old)).Refusal() is { } refusal) return refusal;
        await work.BeginAsync(cancellationToken);
        var changed = await work.Users.ChangePasswordAsync(work.Account, old, wanted);
        if (!changed.Succeeded) return changed.Reason();
        await work.EndSessionsAsync(kept, cancellationToken);
        await work.CommitAsync(clock.GetUtcNow().UtcDateTime, work.Account.UserName!, "account.password-changed", "", cancellationToken);
        return null;
    }
}
