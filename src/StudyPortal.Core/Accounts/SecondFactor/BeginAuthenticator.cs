using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace StudyPortal.Core.Accounts;

/// <summary>Makes a key for an authenticator app; it counts once <see cref="ConfirmAuthenticator"/> has seen a code of it.</summary>
public sealed class BeginAuthenticator(IServiceScopeFactory scopes)
{
    private const string Issuer = "StudyPortal";

    public async Task<BeginOutcome> ExecuteAsync(Guid accountId, string password)
    {
        await using var work = await AccountWork.OpenAsync(scopes, accountId) ?? throw new InvalidOperationException("There is no such account.");
        if ((await PasswordProof.CheckAsync(work.Users, work.Account, password)).Refusal() is { } refusal) return new BeginOutcome.Refused(refusal);
        if (work.Account.TwoFactorEnabled) return new BeginOutcome.Refused(AccountSentences.Of("AppStands"));
        (await work.Users.ResetAuthenticatorKeyAsync(work.Account)).OrThrow("make a key");
        return await OfferAsync(work);
    }

    /// <summary>The key again while it waits for its first code; null when there is none.</summary>
    public async Task<BeginOutcome.Begun?> ReadAsync(Guid accountId)
    {
        await using var work = await AccountWork.OpenAsync(scopes, accountId);
        return work is { Account.TwoFactorEnabled: false } && await work.Users.GetAuthenticatorKeyAsync(work.Account) is { Length: > 0 } ? await OfferAsync(work) : null;
    }

    private static async Task<BeginOutcome.Begun> OfferAsync(AccountWork work)
    {
        var key = await work.Users.GetAuthenticatorKeyAsync(work.Account) ?? throw new InvalidOperationException("The account has no key.");
        return new BeginOutcome.Begun(key, new OtpUri(OtpType.Totp, key, work.Account.UserName, Issuer).ToString());
    }
}
