using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>Makes sure that every role of <see cref="Roles"/> exists.</summary>
public sealed class SeedRoles(IServiceScopeFactory scopes)
{
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole<Guid>>>();
        // Several web hosts may start at once.
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        foreach (var name in Roles.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!await roles.RoleExistsAsync(name)) (await roles.CreateAsync(new IdentityRole<Guid>(name))).OrThrow($"create the role {name}");
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
