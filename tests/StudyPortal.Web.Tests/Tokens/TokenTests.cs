using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Tokens;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Tokens;

public sealed class TokenTests : IAsyncLifetime
{
    private const string Address = "/api/v1/token";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private LivePortal _portal = null!;
    private SampleWorld _world = null!;

    private Guid Researcher => _world.Accounts["researcher"];

    private Guid Admin => _world.Accounts["admin"];

    public async ValueTask InitializeAsync()
    {
        _portal = LivePortal.Start(_clock);
        _world = await SampleWorld.BuildAsync(_portal.Services, cases: 2, withMaps: false);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Of_a_token_the_database_has_the_hash_and_nowhere_the_token()
    {
        var token = await _portal.TokenAsync(Researcher, "notebook");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));

        var stored = await EverythingStoredAsync();

        Assert.StartsWith("studyportal_", token, StringComparison.Ordinal);
        Assert.Equal(32, Convert.FromBase64String(token["studyportal_".Length..].Replace('-', '+').Replace('_', '/') + "=").Length);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))), stored, StringComparison.Ordinal);
        Assert.DoesNotContain(token["studyportal_".Length..], stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Making_and_revoking_are_in_the_audit_log_without_the_token()
    {
        var token = await _portal.TokenAsync(Researcher, "notebook");
        var row = Assert.Single(await Get<ListTokens>().OfAsync(Researcher, Stop));
        Assert.True(await Get<RevokeToken>().ExecuteAsync(row.Id, Admin, Stop));

        await using var db = await Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Stop);
        var events = await db.Set<AuditEvent>().Where(e => e.Action.StartsWith("token.")).OrderBy(e => e.Sequence).ToListAsync(Stop);

        Assert.Equal([$"token.created account {Researcher}", $"token.revoked account {Admin}"], events.Select(e => $"{e.Action} {e.Actor}"));
        Assert.All(events, e => Assert.Equal((row.Id.ToString(), false), (e.Subject, $"{e.Details}{e.Subject}".Contains(token["studyportal_".Length..], StringComparison.Ordinal))));
        Assert.StartsWith("notebook, read, until ", events[0].Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_refused_from_the_moment_when_it_expires()
    {
        var token = await _portal.TokenAsync(Researcher, "notebook");
        _clock.AdjustTime(_clock.GetUtcNow().AddDays(ApiToken.UsualDays).AddSeconds(-1));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));

        _clock.AdjustTime(_clock.GetUtcNow().AddSeconds(1));

        Assert.Contains("expired", await RefusalAsync(token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_refused_from_the_moment_when_it_is_revoked_and_that_only_once_by_its_owner_or_an_administrator()
    {
        var (token, row) = (await _portal.TokenAsync(Admin, "cluster"), (await Get<ListTokens>().OfAsync(Admin, Stop))[0]);
        Assert.False(await Get<RevokeToken>().ExecuteAsync(row.Id, Researcher, Stop));
        Assert.False(await Get<RevokeToken>().ExecuteAsync(ApiTokenId.New(), Admin, Stop));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));

        Assert.True(await Get<RevokeToken>().ExecuteAsync(row.Id, Admin, Stop));

        Assert.Contains("revoked", await RefusalAsync(token), StringComparison.Ordinal);
        Assert.False(await Get<RevokeToken>().ExecuteAsync(row.Id, Admin, Stop));
    }

    [Fact]
    public async Task The_owners_state_and_role_count_at_each_request()
    {
        var person = _world.Accounts["reader1"];
        await ProgramTokens.SetResearcherAsync(_portal, person, true);
        var token = await _portal.TokenAsync(person, "notebook");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));

        await ProgramTokens.SetResearcherAsync(_portal, person, false);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(token));
        await ProgramTokens.SetResearcherAsync(_portal, person, true);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));
        await Get<DisableAccount>().ExecuteAsync(person, true, "admin", Stop);
        Assert.Contains("disabled", await RefusalAsync(token), StringComparison.Ordinal);
        await Get<DisableAccount>().ExecuteAsync(person, false, "admin", Stop);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));
    }

    [Theory]
    [InlineData("reader1", "notebook", "read", 90, "Only administrators and researchers")]
    [InlineData("researcher", "notebook", "reports", 90, "Only administrators make reports")]
    [InlineData("researcher", " ", "read", 90, "Name the token")]
    [InlineData("researcher", "notebook", "write", 90, "'write' is not a scope; choose from read, reports")]
    [InlineData("researcher", "notebook", "read", 0, "1 to 365 days")]
    [InlineData("researcher", "notebook", "read", 366, "1 to 365 days")]
    public async Task What_is_not_to_be_had_is_refused_with_the_reason(string person, string name, string scope, int days, string reason)
    {
        var outcome = await Get<CreateToken>().ExecuteAsync(_world.Accounts[person], name, [scope], days, Stop);

        Assert.Contains(reason, Assert.IsType<CreateTokenOutcome.Refused>(outcome).Reason, StringComparison.Ordinal);
        Assert.Empty(await Get<ListTokens>().AllAsync(Stop));
    }

    [Fact]
    public async Task The_last_use_is_noted_to_the_minute()
    {
        var token = await _portal.TokenAsync(Researcher, "notebook");
        Assert.Null((await Get<ListTokens>().OfAsync(Researcher, Stop))[0].LastUsedUtc);

        var first = _clock.GetUtcNow().UtcDateTime;
        await StatusAsync(token);
        _clock.AdjustTime(_clock.GetUtcNow().AddSeconds(30));
        await StatusAsync(token);
        Assert.Equal(first, (await Get<ListTokens>().OfAsync(Researcher, Stop))[0].LastUsedUtc);
        _clock.AdjustTime(_clock.GetUtcNow().AddSeconds(30));
        await StatusAsync(token);

        Assert.Equal(first.AddMinutes(1), (await Get<ListTokens>().OfAsync(Researcher, Stop))[0].LastUsedUtc);
    }

    private T Get<T>() where T : notnull => _portal.Services.GetRequiredService<T>();

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var client = _portal.WithToken(token);
        return (await client.GetAsync(Address, Stop)).StatusCode;
    }

    /// <summary>Why it is not accepted.</summary>
    private async Task<string> RefusalAsync(string token)
    {
        using var client = _portal.WithToken(token);
        using var answer = await client.GetAsync(Address, Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("detail").GetString()!;
    }

    /// <summary>All bytes of all files of the data root, as they are.</summary>
    private async Task<string> EverythingStoredAsync()
    {
        SqliteConnection.ClearAllPools();
        var all = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(Get<DataRoot>().Folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            all.Append(await reader.ReadToEndAsync(Stop));
        }

        return all.ToString();
    }
}
