using System.Buffers.Text;
using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Accounts;

public sealed class ReadSecondFactor(IServiceScopeFactory scopes)
{
    /// <summary>Null when there is no such account.</summary>
    public async Task<SecondFactorState?> ExecuteAsync(Guid accountId)
    {
        await using var work = await AccountWork.OpenAsync(scopes, accountId);
        if (work is null) return null;
        var passkeys = (await work.Users.GetPasskeysAsync(work.Account)).OrderBy(p => p.CreatedAt)
            .Select(p => new PasskeyRow(Base64Url.EncodeToString(p.CredentialId), p.Name ?? "", p.CreatedAt.UtcDateTime));
        var isLost = work.Account.TwoFactorEnabled && await work.Users.GetAuthenticatorKeyAsync(work.Account) is null;
        return new SecondFactorState(
            work.Account.PasswordHash is not null, work.Account.TwoFactorEnabled, isLost, await work.Users.CountRecoveryCodesAsync(work.Account), [.. passkeys]);
    }
}
