using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Accounts;

/// <summary>Takes an authenticator app into use by its first code; the account's other sessions end.</summary>
public sealed class ConfirmAuthenticator(IServiceScopeFactory scopes, TimeProvider clock)
{
    public async Task<CodesOutcome> ExecuteAsync(Guid accountId, SessionId kept, string code, CancellationToken cancellationToken)
    {
        await using var work = await AccountWork.OpenAsync(scopes, accountId) ?? throw new InvalidOperationException("There is no such account.");
        if (work.Account.TwoFactorEnabled) return new CodesOutcome.Refused(AccountSentences.Of("AppAlready"));
        // Before the transaction: taking a code is a change of its own, which stands whatever comes after.
        if (!await work.Users.VerifyTwoFactorTokenAsync(work.Account, TokenOptions.DefaultAuthenticatorProvider, code))
            return new CodesOutcome.Refused(AccountSentences.Of("WrongCode"));

        await work.BeginAsync(cancellationToken);
        (await work.Users.SetTwoFactorEnabledAsync(work.Account, true)).OrThrow("set up the authenticator");
        var codes = await work.Users.GenerateNewTwoFactorRecoveryCodesAsync(work.Account, RecoveryCode.Count);
        await work.EndSessionsAsync(kept, cancellationToken);
        await work.CommitAsync(clock.GetUtcNow().UtcDateTime, work.Account.UserName!, "second-factor.authenticator-added", "", cancellationToken);
        return new CodesOutcome.Made([.. codes ?? []]);
    }
}
