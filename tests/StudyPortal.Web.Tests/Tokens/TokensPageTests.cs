using System.Security.Claims;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Tokens;
using StudyPortal.Testing;
using StudyPortal.Web.Features.Tokens;

namespace StudyPortal.Web.Tests.Tokens;

public sealed class TokensPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = Xunit.TestContext.Current.CancellationToken;
    private readonly LivePortal _portal = LivePortal.Start();
    private SampleWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await SampleWorld.BuildAsync(_portal.Services, cases: 2, withMaps: false);

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_token_is_shown_when_it_is_made_and_then_no_more()
    {
        await using var context = Context("researcher", Roles.Researcher);
        var page = context.Render<TokensPage>();
        await page.Find("input[maxlength]").ChangeAsync(new() { Value = "notebook" });
        await page.Find("form").SubmitAsync();

        var shown = page.Find(".copyable").TextContent;
        using var client = _portal.WithToken(shown);
        Assert.True((await client.GetAsync("/api/v1/datasets", Stop)).IsSuccessStatusCode);
        Assert.Equal(["notebook", "read"], page.FindAll("[data-token] td").Take(2).Select(cell => cell.TextContent));
        Assert.DoesNotContain(shown, context.Render<TokensPage>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_researcher_is_offered_reading_alone_and_sees_only_his_own_tokens()
    {
        await _portal.TokenAsync(_world.Accounts["admin"], "cluster");
        await using var context = Context("researcher", Roles.Researcher);
        var page = context.Render<TokensPage>();

        Assert.Empty(page.FindAll("input[type=checkbox]"));
        Assert.DoesNotContain("cluster", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_ends_the_token_of_another()
    {
        var token = await _portal.TokenAsync(_world.Accounts["researcher"], "notebook");
        await using var context = Context("admin", Roles.Admin);
        var page = context.Render<TokensPage>();

        await page.Find("[aria-label='Revoke notebook']").ClickAsync(new());

        Assert.Empty(page.FindAll("[aria-label='Revoke notebook']"));
        Assert.Contains("Revoked", page.Find("[data-token]").TextContent, StringComparison.Ordinal);
        using var client = _portal.WithToken(token);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/datasets", Stop)).StatusCode);
    }

    [Fact]
    public async Task What_cannot_be_made_is_said_on_the_page()
    {
        await using var context = Context("admin", Roles.Admin);
        var page = context.Render<TokensPage>();
        await page.Find("input[maxlength]").ChangeAsync(new() { Value = "nothing" });
        await page.FindAll("input[type=checkbox]")[0].ChangeAsync(new() { Value = false });
        await page.Find("form").SubmitAsync();

        Assert.Equal("Choose what the token may be used for.", page.Find("[role=alert]").TextContent);
        Assert.Empty(page.FindAll(".copyable"));
    }

    private BunitContext Context(string person, string role)
    {
        var context = new BunitContext();
        context.Services.AddSingleton(_portal.Services.GetRequiredService<ListTokens>()).AddSingleton(_portal.Services.GetRequiredService<CreateToken>())
            .AddSingleton(_portal.Services.GetRequiredService<RevokeToken>());
        context.AddAuthorization().SetAuthorized(person).SetRoles(role).SetClaims(new Claim(ClaimTypes.NameIdentifier, $"{_world.Accounts[person]}"));
        return context;
    }
}
