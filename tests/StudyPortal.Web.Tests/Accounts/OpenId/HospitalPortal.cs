using System.Net;
using System.Security.Claims;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Web.Tests.Accounts.OpenId;

/// <summary>A portal in Production with a provider beside it.</summary>
public sealed partial class HospitalPortal : IAsyncDisposable
{
    private HospitalPortal(TestProvider provider, LivePortal portal) => (Provider, Portal) = (provider, portal);

    public TestProvider Provider { get; }

    public LivePortal Portal { get; }

    public T Get<T>() where T : notnull => Portal.Services.GetRequiredService<T>();

    public static async Task<HospitalPortal> StartAsync(params (string Key, string Value)[] settings)
    {
        var provider = await TestProvider.StartAsync();
        var all = new Dictionary<string, string>
        {
            ["OpenId:Authority"] = provider.Issuer, ["OpenId:ClientId"] = TestProvider.ClientId, ["OpenId:ClientSecret"] = TestProvider.ClientSecret, ["OpenId:Name"] = "St. Elsewhere",
        };
        foreach (var (key, value) in settings) all[key] = value;
        return new HospitalPortal(provider, LivePortal.Start(environment: "Production", settings: all));
    }

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Provider.DisposeAsync();
    }

    /// <summary>The token of a new invitation.</summary>
    public async Task<string> InviteAsync(string email, string role) =>
        ((InviteOutcome.Created)await Get<InviteAccount>().ExecuteAsync(email, role, "admin", CancellationToken.None)).Token;

    /// <summary>An account with a password, as an invitation makes it.</summary>
    public async Task<Guid> AccountAsync(string email, string role) =>
        ((AcceptOutcome.Accepted)await Get<AcceptInvitation>().ExecuteAsync(await InviteAsync(email, role), "Dr. Somebody", "", "crimson heron under 47 lamps", CancellationToken.None)).AccountId;

    /// <summary>Follows every redirect from there, to the provider and back; the last answer and where it came from.</summary>
    public async Task<(Uri At, string Html)> GoAsync(HttpClient client, string address)
    {
        var at = new Uri(Portal.Address, address);
        for (var steps = 0; steps < 12; steps++)
        {
            using var answer = await client.GetAsync(at);
            if (answer.Headers.Location is not { } next) return (at, await answer.Content.ReadAsStringAsync());
            at = new Uri(at, next);
        }

        throw new InvalidOperationException("Led around in a circle.");
    }

    /// <summary>What the session of this browser says of its owner; null where nobody is signed in.</summary>
    public ClaimsPrincipal? SignedIn(CookieContainer cookies)
    {
        var options = Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var held = cookies.GetCookies(Portal.Address);
        // A long cookie comes in pieces: the first says how many.
        var value = held[options.Cookie.Name!]?.Value;
        if (value?.StartsWith("chunks-", StringComparison.Ordinal) == true)
            value = string.Concat(Enumerable.Range(1, int.Parse(value[7..], System.Globalization.CultureInfo.InvariantCulture)).Select(piece => held[$"{options.Cookie.Name}C{piece}"]!.Value));
        return value is null ? null : options.TicketDataFormat.Unprotect(value)?.Principal;
    }

    /// <summary>The audit log, oldest first.</summary>
    public async Task<IReadOnlyList<AuditEvent>> AuditAsync()
    {
        await using var db = await Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        return await db.Set<AuditEvent>().AsNoTracking().OrderBy(e => e.Sequence).ToListAsync();
    }

    /// <summary>The sentence that an alert of the page says.</summary>
    public static string Alert(string html) => WebUtility.HtmlDecode(AlertText().Match(html).Groups[1].Value.Trim());

    [GeneratedRegex("role=\"alert\">([^<]*)<")]
    private static partial Regex AlertText();
}
