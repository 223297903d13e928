using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Accounts;

/// <summary>The second step of a sign-in without the second factor: each code once, and wrong ones lock the account.</summary>
public sealed class UseRecoveryCode(IServiceScopeFactory scopes, TimeProvider clock)
{
    public async Task<bool> ExecuteAsync(Guid accountId, string code, CancellationToken cancellationToken)
    {
        await using var work = await AccountWork.OpenAsync(scopes, accountId);
        if (work is null || await work.Users.IsLockedOutAsync(work.Account)) return false;
        await work.BeginAsync(cancellationToken);
        var redeemed = await work.Users.RedeemTwoFactorRecoveryCodeAsync(work.Account, code);
        if (!redeemed.Succeeded)
        {
            await work.Users.AccessFailedAsync(work.Account);
            await work.CommitAsync(clock.GetUtcNow().UtcDateTime, "portal", "account.sign-in-refused", "recovery code", cancellationToken);
            return false;
        }

        await work.Users.ResetAccessFailedCountAsync(work.Account);
        var left = await work.Users.CountRecoveryCodesAsync(work.Account);
        await work.CommitAsync(clock.GetUtcNow().UtcDateTime, work.Account.UserName!, "second-factor.recovery-code-used", $"{left} left", cancellationToken);
        return true;
    }
}
