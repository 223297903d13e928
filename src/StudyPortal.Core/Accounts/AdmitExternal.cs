using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>
/// Lets a person in whom an OpenID provider vouches for. An account is found by issuer and subject; it is linked to them once, by an invitation
/// that the person holds or, where that is allowed, by a verified e-mail.
/// </summary>
public sealed class AdmitExternal(IServiceScopeFactory scopes, TimeProvider clock)
{
    public async Task<AdmitExternalOutcome> ExecuteAsync(ExternalIdentity person, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        var account = await users.FindByLoginAsync(person.Issuer, person.Subject) ?? await LinkAsync(db, users, person, cancellationToken);
        if (account is null) return new AdmitExternalOutcome.Refused(person.InvitationToken is null ? ExternalRefusal.Unknown : ExternalRefusal.Invitation);
        if (account.LockoutEnd == DisableAccount.Forever) return await RefuseAsync(db, transaction, account, ExternalRefusal.Disabled, cancellationToken);
        if (person.Role is { Length: 0 }) return await RefuseAsync(db, transaction, account, ExternalRefusal.NoRole, cancellationToken);

        if (person.Role is { } role) await GiveRoleAsync(db, users, account, role, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new AdmitExternalOutcome.Admitted(account.Id);
    }

    private async Task<Account?> LinkAsync(PortalDb db, UserManager<Account> users, ExternalIdentity person, CancellationToken cancellationToken)
    {
        var account = person.InvitationToken is { } token ? await AcceptAsync(db, users, person, token, cancellationToken)
            : person.VerifiedEmail is { } email ? await users.FindByEmailAsync(email)
            : null;
        // A demo account belongs to nobody, and one person of a provider stands for an account.
        if (account is null or { IsDemo: true } || (await users.GetLoginsAsync(account)).Any(login => login.LoginProvider == person.Issuer)) return null;
        (await users.AddLoginAsync(account, new UserLoginInfo(person.Issuer, person.Subject, person.Issuer))).OrThrow("link the account with its provider");
        await AuditTrail.AppendAsync(db, Now, account.UserName!, "account.provider-linked", account.UserName!, person.Issuer, cancellationToken);
        return account;
    }

    /// <summary>The account that the invitation makes; null where it makes none.</summary>
    private async Task<Account?> AcceptAsync(PortalDb db, UserManager<Account> users, ExternalIdentity person, string token, CancellationToken cancellationToken)
    {
        var hash = AccountSecret.HashOf(token);
        var invitation = await db.Set<Invitation>().SingleOrDefaultAsync(i => i.TokenHash == hash, cancellationToken);
        if (invitation is not { Email.Length: > 0 } || invitation.StateAt(Now) != InvitationState.Open) return null;
        var name = string.IsNullOrWhiteSpace(person.Name) ? invitation.Email : person.Name.Trim();
        var account = new Account { UserName = invitation.Email, Email = invitation.Email, DisplayName = name, CreatedUtc = Now, IsDemo = false };
        if (!(await users.CreateAsync(account)).Succeeded) return null;
        (await users.AddToRoleAsync(account, invitation.Role)).OrThrow($"give the account the role {invitation.Role}");
        (invitation.UsedUtc, invitation.AccountId) = (Now, account.Id);
        await AuditTrail.AppendAsync(db, Now, account.UserName, "account.created", account.UserName, invitation.Role, cancellationToken);
        return account;
    }

    /// <summary>Kept, so that an administrator sees who tried.</summary>
    private async Task<AdmitExternalOutcome> RefuseAsync(
        PortalDb db, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, Account account, ExternalRefusal why, CancellationToken cancellationToken)
    {
        await AuditTrail.AppendAsync(db, Now, account.UserName!, "account.provider-refused", account.UserName!, why.ToString(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new AdmitExternalOutcome.Refused(why);
    }

    private async Task GiveRoleAsync(PortalDb db, UserManager<Account> users, Account account, string role, CancellationToken cancellationToken)
    {
        var held = await users.GetRolesAsync(account);
        if (held is [var only] && only == role) return;
        (await users.RemoveFromRolesAsync(account, held)).OrThrow("take the former role");
        (await users.AddToRoleAsync(account, role)).OrThrow($"give the account the role {role}");
        (await users.UpdateSecurityStampAsync(account)).OrThrow("end what was opened with the former role");
        await AuditTrail.AppendAsync(db, Now, account.UserName!, "account.role-given", account.UserName!, $"{role} instead of {string.Join(" ", held)}, as the provider says", cancellationToken);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}
