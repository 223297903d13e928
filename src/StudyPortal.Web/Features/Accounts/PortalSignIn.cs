using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Web.Features.Accounts;

/// <summary>Identity's sign-in, for which a passkey is a second factor as well as an authenticator app.</summary>
internal sealed class PortalSignIn(
    UserManager<Account> users, IHttpContextAccessor context, IUserClaimsPrincipalFactory<Account> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<Account>> logger, IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation, IPasskeyHandler<Account> passkeys)
    : SignInManager<Account>(users, context, claims, options, logger, schemes, confirmation)
{
    private const string ByPasskey = "passkey";
    private const string ByRecoveryCode = "recovery code";

    /// <summary>Whoever has either is never signed in by his password alone.</summary>
    public override async Task<bool> IsTwoFactorEnabledAsync(Account user) =>
        await base.IsTwoFactorEnabledAsync(user) || (await UserManager.GetPasskeysAsync(user)).Count > 0;

    /// <summary>Signs in by what the browser's authenticator answered. False when it proves nothing, or when its account is locked.</summary>
    public async Task<bool> ByPasskeyAsync(string credential)
    {
        var result = await WithinCeremonyAsync(PerformPasskeyAssertionAsync, credential);
        if (result is null || !result.Succeeded || await UserManager.IsLockedOutAsync(result.User)) return false;
        if (!(await UserManager.AddOrUpdatePasskeyAsync(result.User, result.Passkey)).Succeeded) return false;
        await EndSecondStepAsync(result.User, ByPasskey);
        return true;
    }

    /// <summary>The passkey that the browser's authenticator made for this account; null when it proves nothing.</summary>
    public async Task<UserPasskeyInfo?> NewPasskeyAsync(Guid account, string credential)
    {
        var result = await WithinCeremonyAsync(PerformPasskeyAttestationAsync, credential);
        return result is not null && result.Succeeded && result.UserEntity.Id == account.ToString() ? result.Passkey : null;
    }

    /// <summary>What a passkey of this account is asked besides a sign-in. The state, by which the answer is checked, is for the server to keep: it belongs to this one question.</summary>
    public async Task<(string Options, string State)> AskPasskeyAsync(Guid account)
    {
        var asked = await passkeys.MakeRequestOptionsAsync(await UserManager.FindByIdAsync(account.ToString()), Context);
        return (asked.RequestOptionsJson, asked.AssertionState ?? throw new InvalidOperationException("Identity keeps no state of a question."));
    }

    /// <summary>Whether a passkey of this account answers the question with this state, and its device has asked its owner.</summary>
    public async Task<bool> IsAnswerAsync(Guid account, string state, string credential)
    {
        if (credential.Length == 0) return false;
        var result = await passkeys.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = Context, AssertionState = state, CredentialJson = credential });
        return result.Succeeded && result.User.Id == account && (await UserManager.AddOrUpdatePasskeyAsync(result.User, result.Passkey)).Succeeded;
    }

    /// <summary>After a recovery code was redeemed.</summary>
    public Task ByRecoveryCodeAsync(Account account) => EndSecondStepAsync(account, ByRecoveryCode);

    /// <summary>Null for an answer to no question: Identity throws where the browser was asked nothing before.</summary>
    private static async Task<T?> WithinCeremonyAsync<T>(Func<string, Task<T>> perform, string credential) where T : class
    {
        try
        {
            return credential.Length == 0 ? null : await perform(credential);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private async Task EndSecondStepAsync(Account account, string means)
    {
        await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await SignInWithClaimsAsync(account, isPersistent: false, [new Claim(SessionClaims.Means, means)]);
    }
}
