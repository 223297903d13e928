using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>The eight people of the demo. None has a password: only "enter as" opens them, in Development on loopback.</summary>
public sealed class SeedDemoAccounts(IServiceScopeFactory scopes, SeedRoles seedRoles, TimeProvider clock)
{
    private static readonly (string Name, string DisplayName, string Role)[] People =
    [
        ("admin", "Dr. Miriam Albrecht", Roles.Admin),
        ("researcher", "James Whitfield", Roles.Researcher),
        ("reader1", "Dr. Anna Keller", Roles.Reader),
        ("reader2", "Dr. Oliver Hughes", Roles.Reader),
        ("reader3", "Dr. Katharina Brandt", Roles.Reader),
        ("reader4", "Dr. Simon Ashworth", Roles.Reader),
        ("reader5", "Dr. Felix Hartmann", Roles.Reader),
        ("reader6", "Dr. Eleanor Marsh", Roles.Reader),
    ];

    /// <summary>Adds those that are missing; running it again changes nothing.</summary>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        await seedRoles.ExecuteAsync(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        foreach (var (name, displayName, role) in People)
        {
            var email = $"{name}@demo.invalid";
            if (await users.FindByEmailAsync(email) is not null) continue;
            await AddAsync(users, NewAccount(email, displayName), role);
            await AuditTrail.AppendAsync(db, clock.GetUtcNow().UtcDateTime, "portal", "account.seeded", email, role, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private Account NewAccount(string email, string displayName) => new()
    {
        UserName = email,
        Email = email,
        DisplayName = displayName,
        CreatedUtc = clock.GetUtcNow().UtcDateTime,
        IsDemo = true,
    };

    private static async Task AddAsync(UserManager<Account> users, Account account, string role)
    {
        (await users.CreateAsync(account)).OrThrow($"create the demo account {account.Email}");
        (await users.AddToRoleAsync(account, role)).OrThrow($"give {account.Email} the role {role}");
    }
}
