using System.Buffers.Text;
using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Accounts;

/// <summary>Takes one of one's own passkeys out of use; the account's other sessions end.</summary>
public sealed class RemovePasskey(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Null when it is done, else why not.</summary>
    public async Task<string?> ExecuteAsync(Guid accountId, SessionId kept, string passkeyId, string password, CancellationToken cancellationToken)
    {
        await using var work = await AccountWork.OpenAsync(scopes, accountId) ?? throw new InvalidOperationException("There is no such account.");
        if ((await PasswordProof.CheckAsync(work.Users, work.Account, password)).Refusal() is { } refusal) return refusal;
        var id = Base64Url.IsValid(passkeyId) ? Base64Url.DecodeFromChars(passkeyId) : [];
        if (await work.Users.GetPasskeyAsync(work.Account, id) is not { } passkey) return AccountSentences.Of("PasskeyMissing");
        await work.BeginAsync(cancellationToken);
        (await work.Users.RemovePasskeyAsync(work.Account, id)).OrThrow("remove the passkey");
        if (!work.Account.TwoFactorEnabled && (await work.Users.GetPasskeysAsync(work.Account)).Count == 0) await work.ForgetRecoveryCodesAsync();
        await work.EndSessionsAsync(kept, cancellationToken);
        await work.CommitAsync(clock.GetUtcNow().UtcDateTime, work.Account.UserName!, "second-factor.passkey-removed", passkey.Name ?? "", cancellationToken);
        return null;
    }
}
