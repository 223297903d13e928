using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>One account with Identity's manager over one database, and from <see cref="BeginAsync"/> on one transaction: what a change of an account needs.</summary>
internal sealed class AccountWork(AsyncServiceScope scope, PortalDb db, UserManager<Account> users, Account account) : IAsyncDisposable
{
    // Under which Identity's store keeps them.
    internal const string InternalProvider = "[AspNetUserStore]";
    internal const string KeyName = "AuthenticatorKey";
    private const string CodesName = "RecoveryCodes";

    private IDbContextTransaction? _transaction;

    public UserManager<Account> Users => users;

    public Account Account => account;

    /// <summary>Null when there is no such account.</summary>
    public static async Task<AccountWork?> OpenAsync(IServiceScopeFactory scopes, Guid accountId)
    {
        var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await users.FindByIdAsync(accountId.ToString()) is { } account)
            return new AccountWork(scope, scope.ServiceProvider.GetRequiredService<PortalDb>(), users, account);
        await scope.DisposeAsync();
        return null;
    }

    /// <summary>Begins what is kept as a whole or not at all.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken) => _transaction = await db.BeginWritingAsync(cancellationToken);

    /// <summary>Ends all sessions of the account but the one kept.</summary>
    public Task EndSessionsAsync(SessionId? kept, CancellationToken cancellationToken) =>
        db.Set<AccountSession>().Where(s => s.AccountId == account.Id && s.Id != kept).ExecuteDeleteAsync(cancellationToken);

    public async Task ForgetAuthenticatorAsync()
    {
        (await users.SetTwoFactorEnabledAsync(account, false)).OrThrow("remove the authenticator");
        await users.RemoveAuthenticationTokenAsync(account, InternalProvider, KeyName);
    }

    public async Task ForgetRecoveryCodesAsync() => await users.RemoveAuthenticationTokenAsync(account, InternalProvider, CodesName);

    /// <summary>Writes the event and commits.</summary>
    public async Task CommitAsync(DateTime nowUtc, string actor, string action, string details, CancellationToken cancellationToken)
    {
        await AuditTrail.AppendAsync(db, nowUtc, actor, action, account.UserName!, details, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        if (_transaction is not null) await _transaction.CommitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_transaction is not null) await _transaction.DisposeAsync();
        await scope.DisposeAsync();
    }
}
