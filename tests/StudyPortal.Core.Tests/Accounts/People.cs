using OtpNet;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Core.Tests.Accounts;

/// <summary>Accounts with a password, as an invitation makes them.</summary>
internal static class People
{
    public const string Email = "a.keller@example.org";
    public const string Password = "seven quiet lungs";

    public static async Task<Guid> AddAsync(TestPortal portal, string role, string email = Email)
    {
        await portal.Get<SeedRoles>().ExecuteAsync(CancellationToken.None);
        var invited = Assert.IsType<InviteOutcome.Created>(await portal.Get<InviteAccount>().ExecuteAsync(email, role, "admin", CancellationToken.None));
        return Assert.IsType<AcceptOutcome.Accepted>(await portal.Get<AcceptInvitation>().ExecuteAsync(invited.Token, "Anna Keller", "", Password, CancellationToken.None)).AccountId;
    }

    /// <summary>Sets up an authenticator app, ends all sessions, and tells the key and the recovery codes.</summary>
    public static async Task<(Totp App, IReadOnlyList<string> Codes)> AddAuthenticatorAsync(TestPortal portal, Guid account)
    {
        var begun = Assert.IsType<BeginOutcome.Begun>(await portal.Get<BeginAuthenticator>().ExecuteAsync(account, Password));
        var app = new Totp(Base32Encoding.ToBytes(begun.Key));
        var code = app.ComputeTotp(portal.Clock.GetUtcNow().UtcDateTime);
        var made = Assert.IsType<CodesOutcome.Made>(await portal.Get<ConfirmAuthenticator>().ExecuteAsync(account, SessionId.New(), code, CancellationToken.None));
        return (app, made.Codes);
    }
}
