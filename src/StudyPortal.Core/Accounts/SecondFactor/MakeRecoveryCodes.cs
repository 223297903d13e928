using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Accounts;

/// <summary>Ten new recovery codes in the place of all earlier ones.</summary>
public sealed class MakeRecoveryCodes(IServiceScopeFactory scopes, TimeProvider clock)
{
    public async Task<CodesOutcome> ExecuteAsync(Guid accountId, string password, CancellationToken cancellationToken)
    {
        await using var work = await AccountWork.OpenAsync(scopes, accountId) ?? throw new InvalidOperationException("There is no such account.");
        if ((await PasswordProof.CheckAsync(work.Users, work.Account, password)).Refusal() is { } refusal) return new CodesOutcome.Refused(refusal);
        if (!work.Account.TwoFactorEnabled && (await work.Users.GetPasskeysAsync(work.Account)).Count == 0)
            return new CodesOutcome.Refused(AccountSentences.Of("CodesNeedFactor"));
        await work.BeginAsync(cancellationToken);
        var codes = await work.Users.GenerateNewTwoFactorRecoveryCodesAsync(work.Account, RecoveryCode.Count);
        await work.CommitAsync(clock.GetUtcNow().UtcDateTime, work.Account.UserName!, "second-factor.recovery-codes-made", "", cancellationToken);
        return new CodesOutcome.Made([.. codes ?? []]);
    }
}
