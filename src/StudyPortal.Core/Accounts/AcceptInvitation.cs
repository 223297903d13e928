using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>Turns an open invitation into an account, once.</summary>
public sealed class AcceptInvitation(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <param name="email">Used only when the invitation names no address.</param>
    public async Task<AcceptOutcome> ExecuteAsync(
        string token, string displayName, string email, string password, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(displayName)) return new AcceptOutcome.EntryRefused(AccountSentences.Of("NameMissing"));
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        await using var transaction = await db.BeginWritingAsync(cancellationToken);

        var now = clock.GetUtcNow().UtcDateTime;
        var hash = AccountSecret.HashOf(token);
        var invitation = await db.Set<Invitation>().SingleOrDefaultAsync(i => i.TokenHash == hash, cancellationToken);
        if (invitation?.StateAt(now) != InvitationState.Open) return new AcceptOutcome.LinkRefused();

        var address = invitation.Email.Length > 0 ? invitation.Email : email.Trim();
        var account = new Account { UserName = address, Email = address, DisplayName = displayName.Trim(), CreatedUtc = now, IsDemo = false };
        var created = await users.CreateAsync(account, password);
        if (!created.Succeeded) return new AcceptOutcome.EntryRefused(created.Reason());
        (await users.AddToRoleAsync(account, invitation.Role)).OrThrow($"give {address} the role {invitation.Role}");

        invitation.UsedUtc = now;
        invitation.AccountId = account.Id;
        await AuditTrail.AppendAsync(db, now, address, "account.created", address, invitation.Role, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new AcceptOutcome.Accepted(account.Id);
    }
}
