using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Testing;

/// <summary>More readers than the demo has; "enter as" lets them in, too.</summary>
public static class Crowd
{
    public static async Task<IReadOnlyList<Guid>> AddAsync(IServiceProvider services, int count)
    {
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var added = new List<Guid>();
        for (var number = 1; number <= count; number++)
        {
            var name = $"crowd{number}@demo.invalid";
            var account = new Account { UserName = name, Email = name, DisplayName = $"Reader {number} of the crowd", CreatedUtc = DateTime.UnixEpoch, IsDemo = true };
            Demand(await users.CreateAsync(account));
            Demand(await users.AddToRoleAsync(account, Roles.Reader));
            added.Add(account.Id);
        }

        return added;
    }

    private static void Demand(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(string.Join(" ", result.Errors.Select(error => error.Description)));
    }
}
