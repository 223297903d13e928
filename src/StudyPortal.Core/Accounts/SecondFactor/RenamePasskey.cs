using System.Buffers.Text;
using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Accounts;

public sealed class RenamePasskey(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>False when the account has no such passkey.</summary>
    public async Task<bool> ExecuteAsync(Guid accountId, string passkeyId, string name, CancellationToken cancellationToken)
    {
        await using var work = await AccountWork.OpenAsync(scopes, accountId);
        if (work is null || !Base64Url.IsValid(passkeyId)) return false;
        if (await work.Users.GetPasskeyAsync(work.Account, Base64Url.DecodeFromChars(passkeyId)) is not { } passkey) return false;
        passkey.Name = AddPasskey.NameOf(name);
        await work.BeginAsync(cancellationToken);
        (await work.Users.AddOrUpdatePasskeyAsync(work.Account, passkey)).OrThrow("rename the passkey");
        await work.CommitAsync(clock.GetUtcNow().UtcDateTime, work.Account.UserName!, "second-factor.passkey-renamed", passkey.Name, cancellationToken);
        return true;
    }
}
