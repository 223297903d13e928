using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Tokens;
using StudyPortal.Testing;
using StudyPortal.Web.Tests.Shell;

namespace StudyPortal.Web.Tests;

/// <summary>The tokens of <see cref="AuthorisationMatrix.Tokens"/>.</summary>
internal static class ProgramTokens
{
    public static async Task<IReadOnlyDictionary<string, string>> EverybodyAsync(LivePortal portal, SampleWorld world)
    {
        var tokens = new Dictionary<string, string>
        {
            ["expired"] = await portal.TokenAsync(world.Accounts["researcher"], "expired"),
            ["revoked"] = await portal.TokenAsync(world.Accounts["researcher"], "revoked"),
            ["reports-only"] = await portal.TokenAsync(world.Accounts["admin"], "reports-only", ApiScopes.Reports),
            ["researcher's"] = await portal.TokenAsync(world.Accounts["researcher"], "researcher's"),
            ["admin's"] = await portal.TokenAsync(world.Accounts["admin"], "admin's", ApiScopes.Read, ApiScopes.Reports),
        };
        await SetResearcherAsync(portal, world.Accounts["reader5"], true);
        await SetResearcherAsync(portal, world.Accounts["reader6"], true);
        tokens["former"] = await portal.TokenAsync(world.Accounts["reader5"], "former");
        tokens["disabled"] = await portal.TokenAsync(world.Accounts["reader6"], "disabled");
        await SetResearcherAsync(portal, world.Accounts["reader5"], false);
        Assert.True(await portal.Services.GetRequiredService<DisableAccount>().ExecuteAsync(world.Accounts["reader6"], true, "admin", CancellationToken.None));
        await portal.ExecuteSqlAsync("UPDATE ApiTokens SET ExpiresUtc = '2020-01-01 00:00:00' WHERE Name = 'expired'", CancellationToken.None);
        await portal.ExecuteSqlAsync("UPDATE ApiTokens SET RevokedUtc = '2020-01-01 00:00:00' WHERE Name = 'revoked'", CancellationToken.None);
        return tokens;
    }

    /// <summary>A token that may read, or what is said.</summary>
    public static async Task<string> TokenAsync(this LivePortal portal, Guid account, string name, params string[] scopes)
    {
        var made = await portal.Services.GetRequiredService<CreateToken>()
            .ExecuteAsync(account, name, scopes.Length == 0 ? [ApiScopes.Read] : scopes, ApiToken.UsualDays, CancellationToken.None);
        return made is CreateTokenOutcome.Created created ? created.Secret : throw new InvalidOperationException($"No token was made: {made}.");
    }

    /// <summary>A client that sends this token.</summary>
    public static HttpClient WithToken(this LivePortal portal, string token)
    {
        var client = portal.NewClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    /// <summary>Gives an account the role Researcher, or takes it.</summary>
    public static async Task SetResearcherAsync(LivePortal portal, Guid account, bool researcher)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var person = (await users.FindByIdAsync(account.ToString()))!;
        var changed = researcher ? await users.AddToRoleAsync(person, Roles.Researcher) : await users.RemoveFromRoleAsync(person, Roles.Researcher);
        Assert.True(changed.Succeeded);
    }
}
